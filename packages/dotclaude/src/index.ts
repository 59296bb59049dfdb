// The Node API. It only re-exports; importing it looks where its schemas lie, and otherwise reads and starts nothing.
export { SCHEMAS_DIR, buildIndex, isIndexStale, validateArtifacts, walkArtifacts } from './api/artifacts.ts'
export type { ArtifactWarnings } from './api/artifacts.ts'
export {
  createHarnessContext,
  isDirectory,
  loadFacts,
  pathExists,
  readJson,
  readText,
  toPosix,
} from './api/context.ts'
export type { HarnessContext } from './api/context.ts'
export { bootstrapGlobal, resolveMode, resolveSource, syncGlobal } from './api/global.ts'
export type { BootstrapOptions, BootstrapResult, GlobalOptions, SyncResult } from './api/global.ts'
export {
  extractTemplateSection,
  getChangedFiles,
  getPullRequestContext,
  isBotActor,
  isMeaningfulSection,
} from './api/pull-request.ts'
export type { PullRequestContext } from './api/pull-request.ts'
export { git, listRepoPaths, listSpecDirs } from './api/repository.ts'
export type { ListOptions } from './api/repository.ts'
export { scaffoldHarness } from './api/scaffold.ts'
export type { ScaffoldRequest, ScaffoldResult } from './api/scaffold.ts'
export {
  checkInstructionDrift,
  checkSpecCoverage,
  refreshChecksums,
  validateAgentTriggerOverlap,
  validateAgents,
  validateManifest,
  validateSpecs,
} from './api/validators.ts'
export type { CoverageOptions, CoverageResult, ManifestResult, ValidationResult } from './api/validators.ts'
export { EXIT_CODES } from './diagnostics/exit-codes.ts'
export type { ExitCodes } from './diagnostics/exit-codes.ts'
export { ERROR_CODES, ValidationError, formatError } from './diagnostics/validation-error.ts'
export type { ErrorDetails } from './diagnostics/validation-error.ts'
export { version } from './diagnostics/version.ts'
export type { GuardContext, GuardMode, GuardOptions, Pack, RepositoryState } from './guard/guard-context.ts'
export type { Decision, Invocation, Verdict, Write } from './guard/verdict.ts'
export type { Digest, WorkPatch } from './handoff/digest/digest.ts'
export type { Handoff } from './handoff/handoff.ts'
export { createScrub } from './handoff/scrub/create-scrub.ts'
export type { ScrubOptions } from './handoff/scrub/create-scrub.ts'
export { scanForSecrets } from './handoff/scrub/secret-places.ts'
export type { SecretPlace } from './handoff/scrub/secret-places.ts'
export type { Scrub } from './handoff/scrub/scrubbed.ts'
export type { Store } from './handoff/store/store.ts'
export { parseFrontmatter } from './library/artifacts.ts'
export type { Artifact, ArtifactType, Frontmatter, ParsedFrontmatter } from './library/artifacts.ts'
export type { ArtifactsJson, BuiltIndex, ByFacet, ByType, Facets, IndexEntry } from './library/build-index.ts'
export { anyPathMatches, escapeRegex, globToRegExp, matchesGlob } from './repo/glob.ts'
