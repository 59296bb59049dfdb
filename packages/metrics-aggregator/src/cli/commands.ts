/** All commands, in the order of the help; the first one runs when none is named. */
import { check } from './check.ts'
import { configCheck } from './config-check.ts'
import { demo } from './demo.ts'
import { merge } from './merge.ts'
import type { Commands } from './run-program.ts'
import { serve } from './serve.ts'

export const COMMANDS: Commands = [serve, demo, check, merge, configCheck]
