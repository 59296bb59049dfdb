// `doctor`: is everything installed, wired and really firing? A probe that breaks down is one line among the others.
import { EXIT_CODES } from '../../diagnostics/exit-codes.ts'
import { countsOf } from '../../diagnostics/report.ts'
import type { CheckResult } from '../../diagnostics/report.ts'
import { version } from '../../diagnostics/version.ts'
import { openSnapshot } from '../../repo/disk-snapshot.ts'
import { hasFlag } from '../command.ts'
import type { Call } from '../command.ts'
import { diagnosticOf, failureOf } from '../report-failure.ts'
import { outputsOf, writeReport } from '../report-outputs.ts'
import { rootOf } from '../root.ts'
import type { Terminal } from '../terminal.ts'
import { probeAgent } from './probe-agent.ts'
import { probeChecks } from './probe-checks.ts'
import { probeHookFile, probePolicy } from './probe-hook-file.ts'
import { probeHooks } from './probe-hooks.ts'
import type { DoctorContext, Finding, Probe } from './probe.ts'
import { probeBase, probeCommitHook, probeFacts, probeGit, probeNode, probePipeline } from './probe-setup.ts'

const PROBES: readonly Probe[] = [
  probeNode,
  probeGit,
  probeFacts,
  probeChecks,
  probeHooks,
  probeHookFile,
  probePolicy,
  probeAgent,
  probeCommitHook,
  probePipeline,
  probeBase,
]

export function runDoctor(call: Call, terminal: Terminal): number {
  const outputs = outputsOf(call, terminal.env)
  const snapshot = openSnapshot(rootOf(call, terminal))
  const context = { snapshot, call, terminal, mayStart: !hasFlag(call, 'no-start') }
  const findings = PROBES.flatMap((probe) => runProbe(probe, context))
  const report = { checks: [resultOf(findings)], root: snapshot.root, version }
  writeReport(report, outputs, call, terminal)
  const { fail, warn } = countsOf(report)
  return fail + (hasFlag(call, 'strict') ? warn : 0) > 0 ? EXIT_CODES.VALIDATION : EXIT_CODES.OK
}

function runProbe(probe: Probe, context: DoctorContext): readonly Finding[] {
  try {
    return probe(context)
  } catch (error) {
    return [diagnosticOf(failureOf(error))]
  }
}

function resultOf(findings: readonly Finding[]): CheckResult {
  return {
    check: 'doctor',
    passed: findings.filter((finding) => typeof finding === 'string'),
    diagnostics: findings.filter((finding) => typeof finding !== 'string'),
  }
}
