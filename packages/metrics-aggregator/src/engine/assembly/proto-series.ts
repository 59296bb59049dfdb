// What makes two metrics of a family the same series at the same time: equal labels, their order and empty values
// apart, and an equal timestamp. Used by check mode, and where repeated series are dropped from a protobuf page.

import { hash } from './arena'
import { KeyMap, newKeyMap, putKey } from './key-map'
import { PageFamily } from './page-family'
import { readMetricValue, valueFieldOf, valueSamples } from './proto-value'
import { appendBytes } from './ranges'
import { Family, likeFamily } from './records'
import { bits, field, readField, readVarint, value, valueEnd, varint } from './wire'

export let metricA: u64 = 0
export let metricB: u64 = 0

/** Leaves the key of a proved Metric in `metricA` and `metricB`. */
export function keyMetric(at: usize, end: usize): void {
  metricA = 1
  metricB = 1
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) addLabel(value, valueEnd)
    else if (field == 6) {
      metricA += hash(value, valueEnd - value, 7)
      metricB ^= mix(bits)
    }
  }
}

function addLabel(at: usize, end: usize): void {
  let name: u64 = 0
  let text = at
  let length: usize = 0
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field == 1) name = hash(value, valueEnd - value, 5)
    else if (field == 2) {
      text = value
      length = valueEnd - value
    }
  }
  if (length == 0) return
  const h = hash(text, length, name)
  metricA += h
  metricB += mix(h)
}

function mix(number: u64): u64 {
  const h = (number ^ (number >> 31)) * 0x94d049bb133111eb
  return h ^ (h >> 29)
}

/** Leaves out the metrics that a member in front has already, and counts their samples. All members are messages. */
export function dropRepeated(page: PageFamily): void {
  const seen = newKeyMap()
  for (let member = page.first; member; member = member.nextMember) keepFirst(member, seen)
}

function keepFirst(member: Family, seen: KeyMap): void {
  const made = likeFamily(member)
  const wanted = valueFieldOf(member.type)
  for (let segment = member.first; segment; segment = segment.next) {
    for (let start = segment.start; start < segment.end; ) {
      const at = readVarint(start + 1, segment.end)
      const end = at + <usize>varint
      keyMetric(at, end)
      if (putKey(seen, metricA, metricB, 0) < 0) appendBytes(made, start, end)
      else {
        const samples = samplesOf(member.type, wanted, at, end)
        member.target.duplicates += samples
        member.samples -= samples
      }
      start = end
    }
  }
  member.first = made.first
  member.last = made.last
}

function samplesOf(type: i32, wanted: u32, at: usize, end: usize): u32 {
  let samples: u32 = 1
  for (let p = at; p < end; ) {
    p = readField(p, end)
    if (field != wanted) continue
    readMetricValue(type, value, value, valueEnd)
    samples = valueSamples
  }
  return samples
}
