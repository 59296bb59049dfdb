// The command `hook` as a process: the hook from the package gives what the hook file gives.
import { builtProgram, runCli } from 'testkit/run-cli'
import { expect, test } from 'vitest'
import { HOOK_TEXT } from '../../../src/install/hook-file.generated.ts'
import { callHook, governedRepository } from '../../support/hook-process.ts'
import { runInProcess } from '../../support/run-in-process.ts'

test('an event gets the same answer from the package and from the file', async () => {
  const { root } = governedRepository()
  const input = JSON.stringify({
    hook_event_name: 'BeforeTool',
    cwd: root,
    tool_name: 'write_file',
    tool_input: { file_path: '.claude/settings.json' },
  })
  const words = ['gemini']
  const byPackage = await runCli([...builtProgram('dotclaude'), 'hook', ...words], { cwd: root, input })
  const byFile = await callHook({ words, input, cwd: root })
  expect(byPackage).toEqual(byFile)
  expect(JSON.parse(byFile.stdout)).toMatchObject({ decision: 'deny' })
})

test('--print gives the file', async () => {
  const run = await runInProcess(['hook', '--print'])
  expect(run).toEqual({ exit: 0, stdout: HOOK_TEXT, stderr: '' })
})
