// Passwords as people tell them to each other: in other languages than English, and behind the name of whoever logs in.
import { isAllowed } from './allowed.ts'
import { isDrawnWord, isOdd } from './odd-value.ts'
import type { Span } from './secret-form.ts'

interface Saying {
  /** Tried only in texts that this is in, which costs less. */
  readonly keyword: RegExp
  /** The password is the only group. */
  readonly pattern: RegExp
  readonly accepts: (password: string) => boolean
}

/** `password` in the languages of which no finder knows the word by its letters. */
const WORDS = [
  '密码',
  '密碼',
  '口令',
  'パスワード',
  '비밀번호',
  '암호',
  'пароль',
  'пароля',
  'contrase(?:ñ|n)a',
  'senha',
  'palavra-passe',
  'wachtwoord',
  'hasło',
  'haslo',
  'l(?:ö|o)senord',
  'adgangskode',
  'passord',
  'salasana',
  'heslo',
  'jelsz(?:ó|o)',
  '(?:ş|s)ifre',
  'parol(?:ă|a)(?: d.ordine)?',
  "parola d'ordine",
  'mot de passe',
  'mật khẩu',
  'kata sandi',
  'סיסמה',
  'كلمة المرور',
]

const SAYINGS: readonly Saying[] = [
  {
    keyword: new RegExp(WORDS.join('|'), 'i'),
    pattern: new RegExp(
      String.raw`(?<![\p{L}\d])(?:${WORDS.join('|')})["'${'`'}*]{0,4}[ \t]*(?:[:=]|(?:is|ist|est|es|é|è|är|jest|是|为|は)(?=[ \t]))[ \t*]*["'${'`'}]?([^\s"'${'`'},;<>{}()]{4,200})`,
      'giu',
    ),
    accepts: isOdd,
  },
  // `credentials: admin / …`, `login: admin:…`, `user/password = admin/…`
  {
    keyword: /creds?\b|credentials?\b|log-?in\b|user(?:name)?\s?\/|user:pass/i,
    pattern:
      /\b(?:cred(?:ential)?s?|log-?in|user(?:name)?\s?\/\s?pass(?:word)?|user:pass(?:word)?)["'`*]{0,4}[ \t]*(?:[:=]|is|are)[ \t*]*["'`]?[\w.@+-]{1,60}["'`]?[ \t]?[/:|][ \t]?["'`]?([^\s"'`,;<>{}()/]{6,200})/gi,
    accepts: isDrawnWord,
  },
]

export function findSaid(text: string): readonly Span[] {
  return SAYINGS.filter(({ keyword }) => keyword.test(text)).flatMap(({ pattern, accepts }) =>
    [...text.matchAll(pattern)].flatMap(({ index, 0: whole, 1: said = '' }) => {
      const password = said.replace(/[.?:]+$/, '')
      if (!accepts(password) || isAllowed(password)) return []
      const start = index + whole.lastIndexOf(said)
      return [{ start, end: start + password.length, kind: 'password' }]
    }),
  )
}
