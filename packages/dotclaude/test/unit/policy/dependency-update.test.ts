// A dependency at another version, and the things that look like one and are none.
import { expect, test } from 'vitest'
import { isDependencyUpdate } from '../../../src/policy/dependency-update.ts'

const SHA = 'a81bbbf8298c0fa03ea29cdc473d45769f953675'
const OTHER = 'b4ffde65f46336ab88eb53be808477a3936bae11'

test.each([
  { path: 'package-lock.json', before: '{}', after: '{"a": 1}', update: true },
  { path: 'go.sum', before: 'a', after: 'b\nc', update: true },
  {
    path: 'web/package.json',
    before: '{"dependencies":{"a":"^1.0.0"}}',
    after: '{"dependencies":{"a":"^2.0.0-rc.1"}}',
    update: true,
  },
  {
    path: 'package.json',
    before: '{"dependencies":{"a":"1.0.0"}}',
    after: '{"dependencies":{"b":"1.0.0"}}',
    update: false,
  },
  {
    path: 'package.json',
    before: '{"dependencies":{"a":"1.0.0"}}',
    after: '{"dependencies":{"a":"file:../a"}}',
    update: false,
  },
  {
    path: 'package.json',
    before: '{"dependencies":{"a":"1.0.0"}}',
    after: '{"dependencies":{"a":"npm:b@1.0.0"}}',
    update: false,
  },
  {
    path: 'package.json',
    before: '{"scripts":{"t":"run --retry 3"}}',
    after: '{"scripts":{"t":"run --retry 0"}}',
    update: false,
  },
  { path: 'package.json', before: '{', after: '{', update: false },
  {
    path: 'package.json',
    before: '{"a":1,"dependencies":{}}',
    after: '{"a":2,"dependencies":{}}',
    update: false,
  },
  {
    path: '.github/workflows/ci.yml',
    before: 'steps:\n  - uses: actions/checkout@v4\n',
    after: 'steps:\n  - uses: actions/checkout@v5\n',
    update: true,
  },
  {
    path: '.github/workflows/ci.yml',
    before: `      - uses: a/b@${SHA} # v4.1.0`,
    after: `      - uses: a/b@${OTHER} # v4.2.0`,
    update: true,
  },
  {
    path: '.github/workflows/ci.yml',
    before: '  - uses: actions/checkout@v4',
    after: '  - uses: attacker/checkout@v4',
    update: false,
  },
  { path: '.github/workflows/ci.yml', before: '  - run: retry 3', after: '  - run: retry 0', update: false },
  {
    path: '.github/workflows/ci.yml',
    before: '    timeout-minutes: 5',
    after: '    timeout-minutes: 50',
    update: false,
  },
  {
    path: '.github/workflows/ci.yml',
    before: '  - uses: a/b@v4',
    after: '  - uses: a/b@v4\n  - run: x',
    update: false,
  },
  {
    path: 'Dockerfile',
    before: 'FROM node:20.1-alpine AS build',
    after: 'FROM node:22.0-alpine AS build',
    update: true,
  },
  { path: 'Dockerfile', before: 'FROM node:20', after: 'FROM evil:20', update: false },
  { path: 'requirements.txt', before: 'requests==2.31.0', after: 'requests==2.32.0', update: true },
  { path: 'requirements.txt', before: 'requests==2.31.0', after: '--index-url https://x', update: false },
  {
    path: 'go.mod',
    before: 'require (\n\tgolang.org/x/net v0.1.0 // indirect\n)',
    after: 'require (\n\tgolang.org/x/net v0.2.0 // indirect\n)',
    update: true,
  },
  { path: 'go.mod', before: 'replace a v1.0.0 => ../a', after: 'replace a v2.0.0 => ../a', update: false },
  {
    path: 'Cargo.toml',
    before: 'serde = { version = "1.0", features = ["derive"] }',
    after: 'serde = { version = "1.1", features = ["derive"] }',
    update: true,
  },
  { path: 'pyproject.toml', before: '  "httpx>=0.27",', after: '  "httpx>=0.28",', update: true },
  { path: 'Gemfile', before: "gem 'rails', '7.1.0'", after: "gem 'rails', '7.1.1'", update: true },
  { path: '.pre-commit-config.yaml', before: '    rev: v4.5.0', after: '    rev: v4.6.0', update: true },
  {
    path: 'src/version.ts',
    before: "export const v = '1.0.0'",
    after: "export const v = '1.0.1'",
    update: false,
  },
  { path: 'src/port.json', before: '{"port": 80}', after: '{"port": 81}', update: false },
])('$path: $before to $after: $update', ({ path, before, after, update }) => {
  expect(isDependencyUpdate(path, before, after)).toBe(update)
})
