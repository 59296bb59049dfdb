/** Text 0.0.4: label blocks, their escapes, and the bytes that a value may hold. */
import type { VectorGroup } from '../vector.ts'
import { accepts, refuses } from '../vector.ts'

const labelBlock: VectorGroup = {
  format: 'text',
  group: 'labels',
  clause:
    'Text format 0.0.4, Line format: { label_name = "label_value" , … } with an optional trailing comma',
  vectors: [
    accepts('empty braces', 'a{} 1\n', ['a', {}, '1']),
    accepts('one label', 'a{b="c"} 1\n', ['a', { b: 'c' }, '1']),
    accepts('several labels keep their order', 'a{z="1",b="2",m="3"} 1\n', [
      'a',
      { z: '1', b: '2', m: '3' },
      '1',
    ]),
    accepts('a trailing comma', 'a{b="c",} 1\n', ['a', { b: 'c' }, '1']),
    accepts('an empty label value', 'a{b=""} 1\n', ['a', { b: '' }, '1']),
    accepts('names with underscores and digits', 'a{_b1="c",__b="d"} 1\n', [
      'a',
      { _b1: 'c', __b: 'd' },
      '1',
    ]),
    refuses('a comma alone', 'a{,} 1\n', 'LABELS_INVALID', 1),
    refuses('a leading comma', 'a{,b="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('two trailing commas', 'a{b="c",,} 1\n', 'LABELS_INVALID', 1),
    refuses('two commas in the middle', 'a{b="c",,d="e"} 1\n', 'LABELS_INVALID', 1),
    refuses('no comma between labels', 'a{b="c" d="e"} 1\n', 'LABELS_INVALID', 1),
    refuses('a semicolon between labels', 'a{b="c";d="e"} 1\n', 'LABELS_INVALID', 1),
    refuses('no closing brace', 'a{b="c" 1\n', 'LABELS_INVALID', 1),
    refuses('the line ends inside the braces', 'a{\n} 1\n', 'LABELS_INVALID', 1),
    refuses('no equals sign', 'a{b"c"} 1\n', 'LABELS_INVALID', 1),
    refuses('two equals signs', 'a{b=="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('no value', 'a{b=} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name alone', 'a{b} 1\n', 'LABELS_INVALID', 1),
    refuses('a value without quotes', 'a{b=c} 1\n', 'LABELS_INVALID', 1),
    refuses('a value in single quotes', "a{b='c'} 1\n", 'LABELS_INVALID', 1),
    refuses('no closing quote', 'a{b="c} 1\n', 'LABELS_INVALID', 1),
    refuses('text after the closing quote', 'a{b="c"d} 1\n', 'LABELS_INVALID', 1),
    refuses('a closing brace too many', 'a{b="c"}} 1\n', 'VALUE_INVALID', 1),
    refuses('a second block', 'a{b="c"}{d="e"} 1\n', 'VALUE_INVALID', 1),
    refuses('a label name that starts with a digit', 'a{1b="c"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name with a colon', 'a{b:c="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name with a dot', 'a{b.c="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name with a hyphen', 'a{b-c="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('a label name outside ASCII', 'a{é="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('a NUL in a label name', 'a{b<00>="d"} 1\n', 'LABELS_INVALID', 1),
    refuses('the name label', 'a{__name__="b"} 1\n', 'LABEL_RESERVED', 1),
    refuses('the name label after others', 'a{b="c",__name__="a"} 1\n', 'LABEL_RESERVED', 1),
    refuses('a label name twice', 'a{b="1",b="2"} 1\n', 'LABEL_REPEATED', 1),
    refuses('a label name twice with the same value', 'a{b="1",c="2",b="1"} 1\n', 'LABEL_REPEATED', 1),
  ],
}

const manyLabels = Array.from({ length: 128 }, (_, index) => `l${index}`)
const blockOf = (names: readonly string[]): string => names.map((name) => `${name}="x"`).join(',')

const labelCount: VectorGroup = {
  format: 'text',
  group: 'label count',
  clause: 'merge-semantics §4: no more labels than the limit (no specification sets one; memory does)',
  vectors: [
    accepts('as many labels as the limit', `a{${blockOf(manyLabels)}} 1\n`, [
      'a',
      Object.fromEntries(manyLabels.map((name) => [name, 'x'])),
      '1',
    ]),
    refuses('a label more', `a{${blockOf([...manyLabels, 'm'])}} 1\n`, 'LABELS_TOO_MANY', 1),
  ],
}

const escapes: VectorGroup = {
  format: 'text',
  group: 'escapes',
  clause:
    'Text format 0.0.4, Line format: backslash, double quote and line feed in a label value are escaped',
  vectors: [
    accepts('an escaped quote', 'a{b="c\\"d"} 1\n', ['a', { b: 'c"d' }, '1']),
    accepts('an escaped backslash', 'a{b="c\\\\d"} 1\n', ['a', { b: 'c\\d' }, '1']),
    accepts('an escaped line feed', 'a{b="c\\nd"} 1\n', ['a', { b: 'c\nd' }, '1']),
    accepts('an escaped backslash before the closing quote', 'a{b="\\\\"} 1\n', ['a', { b: '\\' }, '1']),
    accepts('a backslash and a quote, both escaped', 'a{b="\\\\\\""} 1\n', ['a', { b: '\\"' }, '1']),
    accepts('an escaped backslash before the letter n', 'a{b="\\\\n"} 1\n', ['a', { b: '\\n' }, '1']),
    accepts('an unknown escape is a backslash and its letter', 'a{b="\\x"} 1\n', ['a', { b: '\\x' }, '1']),
    accepts('a brace is no escape and no end', 'a{b="c}d{e"} 1\n', ['a', { b: 'c}d{e' }, '1']),
    accepts('commas and equals signs in a value', 'a{b="c,d=e"} 1\n', ['a', { b: 'c,d=e' }, '1']),
    accepts('a hash between blanks in a value', 'a{b="c # {d} 1"} 1\n', ['a', { b: 'c # {d} 1' }, '1']),
    accepts('a value that looks like a label', 'a{b="c\\",d=\\"e"} 1\n', ['a', { b: 'c",d="e' }, '1']),
    refuses(
      'a backslash before the closing quote keeps the value open',
      'a{b="c\\"} 1\n',
      'LABELS_INVALID',
      1,
    ),
    refuses('a line feed in a value', 'a{b="c\nd"} 1\n', 'LABELS_INVALID', 1),
    refuses('a backslash at the end of the line', 'a{b="c\\\n"} 1\n', 'LABELS_INVALID', 1),
  ],
}

const utf8: VectorGroup = {
  format: 'text',
  group: 'UTF-8',
  clause:
    'Text format 0.0.4, Basic info: UTF-8; a label value is any sequence of UTF-8 characters (RFC 3629)',
  vectors: [
    accepts('two, three and four bytes', 'a{b="é→\u{1f600}"} 1\n', ['a', { b: 'é→\u{1f600}' }, '1']),
    accepts('the largest code point', 'a{b="<F4 8F BF BF>"} 1\n', ['a', { b: '\u{10ffff}' }, '1']),
    accepts('the code points around the surrogates', 'a{b="<ED 9F BF EE 80 80>"} 1\n', [
      'a',
      { b: '\ud7ff\ue000' },
      '1',
    ]),
    accepts('a replacement character', 'a{b="\ufffd"} 1\n', ['a', { b: '\ufffd' }, '1']),
    accepts('control characters', 'a{b="<01 1F 7F>"} 1\n', ['a', { b: '\x01\x1f\x7f' }, '1']),
    accepts('a NUL', 'a{b="<00>"} 1\n', ['a', { b: '\0' }, '1']),
    accepts('a carriage return', 'a{b="c\rd"} 1\n', ['a', { b: 'c\rd' }, '1']),
    accepts('a byte-order mark', 'a{b="\ufeff"} 1\n', ['a', { b: '\ufeff' }, '1']),
    refuses('a byte that starts nothing', 'a{b="<FF>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a continuation byte alone', 'a{b="<80>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a lead byte before the closing quote', 'a{b="<C3>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a lead byte before a letter', 'a{b="<C3>c"} 1\n', 'UTF8_INVALID', 1),
    refuses('two of three bytes', 'a{b="<E2 86>"} 1\n', 'UTF8_INVALID', 1),
    refuses('three of four bytes', 'a{b="<F0 9F 98>"} 1\n', 'UTF8_INVALID', 1),
    refuses('an overlong form of two bytes', 'a{b="<C0 AF>"} 1\n', 'UTF8_INVALID', 1),
    refuses('an overlong form of three bytes', 'a{b="<E0 80 AF>"} 1\n', 'UTF8_INVALID', 1),
    refuses('an overlong form of four bytes', 'a{b="<F0 80 80 AF>"} 1\n', 'UTF8_INVALID', 1),
    refuses('an overlong NUL', 'a{b="<C0 80>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a surrogate', 'a{b="<ED A0 80>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a code point above the largest', 'a{b="<F4 90 80 80>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a five-byte form', 'a{b="<F8 88 80 80 80>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a fault after sixteen good bytes', 'a{b="0123456789abcdef<FF>"} 1\n', 'UTF8_INVALID', 1),
    refuses('a fault in the second value', 'a{b="é",c="<FE>"} 1\n', 'UTF8_INVALID', 1),
  ],
}

export const textLabels: readonly VectorGroup[] = [labelBlock, labelCount, escapes, utf8]
