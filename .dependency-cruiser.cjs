// The import directions of ARCHITECTURE.md as rules. Each product has a table: a place, what it may import, and why;
// every row becomes one rule. The parser must stay swc: dependency-cruiser knows no TypeScript 7 and would cruise
// nothing at all, and pass (docs/decisions/directions.md). It does not tell a type-only import from another, so the two
// "types only" cells of the tables are lint rules in .oxlintrc.json.

const AGGREGATOR = '^packages/metrics-aggregator/src/'
const DOTCLAUDE = '^packages/dotclaude/src/'

/** A place is a folder, or a file of the same name. */
const placesPattern = (root, names) => `${root}(${names.join('|')})(/|\\.ts$)`

const AGGREGATOR_ROWS = [
  {
    place: 'main',
    mayImport: ['cli', 'daemon', 'config', 'errors'],
    because: 'the process only turns arguments and signals into a command and an exit code',
  },
  {
    place: 'index',
    mayImport: ['daemon', 'exposition', 'config', 'errors'],
    because: 'the library surface is chosen by hand; inner folders are not part of it',
  },
  {
    place: 'cli',
    mayImport: ['daemon', 'config', 'exposition', 'errors'],
    because: 'a command is thin: it hands its input to a part and prints what comes back',
  },
  {
    place: 'daemon',
    mayImport: ['config', 'exposition', 'engine', 'negotiation', 'scrape', 'telemetry', 'http', 'errors'],
    because: 'the daemon wires the parts and knows nothing of the command line',
  },
  {
    place: 'config',
    mayImport: ['errors'],
    because: 'configuration is read before any part exists, so it can depend on none',
  },
  {
    place: 'exposition',
    mayImport: ['engine'],
    because: 'formats and merging are bytes in, bytes out: usable and testable without the daemon',
  },
  {
    place: 'engine',
    mayImport: [],
    because: 'the engine is a module memory and its host, and knows no product words',
  },
  {
    place: 'negotiation',
    mayImport: ['exposition'],
    because: 'a header becomes a decision; only the names of the formats come from outside',
  },
  {
    place: 'scrape',
    mayImport: ['exposition', 'errors'],
    because: 'scraping yields result values and does not know who asked for them',
  },
  {
    place: 'telemetry',
    mayImport: ['exposition'],
    because: 'our own metrics are written as an exposition; where lines go is handed in',
  },
  {
    place: 'http',
    mayImport: ['negotiation', 'exposition', 'telemetry', 'errors', 'config'],
    because: 'routes are handed the function that scrapes, so that a route can be tested without targets',
  },
  { place: 'errors', mayImport: [], because: 'the code table is read by everybody and so depends on nobody' },
]

const FEATURES = ['validate', 'policy', 'guard', 'agents', 'install', 'library', 'handoff']

const DOTCLAUDE_ROWS = [
  {
    place: 'main',
    mayImport: ['cli'],
    because: 'the bin only turns arguments into a command and an exit code',
  },
  {
    place: 'hook',
    mayImport: ['agents', 'guard', 'guard-store', 'policy', 'repo', 'diagnostics'],
    because:
      'every millisecond before a tool call is felt, so the hook loads nothing but its decision and what git says',
  },
  {
    place: 'index',
    mayImport: ['api', ...FEATURES, 'diagnostics', 'repo'],
    because: 'the Node API re-exports features and never the command line',
  },
  {
    place: 'errors',
    mayImport: ['diagnostics'],
    because: 'who only catches what the API throws must not load the rules',
  },
  {
    place: 'exit-codes',
    mayImport: ['diagnostics'],
    because: 'a script that compares exit codes must not load anything',
  },
  {
    place: 'api',
    mayImport: [...FEATURES, 'diagnostics', 'repo'],
    because:
      'a function of the API gathers a feature’s input and gives its result; the command line is no library',
  },
  {
    place: 'cli',
    mayImport: [...FEATURES, 'guard-store', 'hook', 'diagnostics', 'repo'],
    because: 'a command is thin: it hands its input to a feature and prints what comes back',
  },
  {
    place: 'validate',
    mayImport: ['diagnostics', 'repo'],
    because: 'a rule sees a snapshot and gives diagnostics',
  },
  {
    place: 'policy',
    mayImport: ['diagnostics', 'repo'],
    because: 'hook, commit and CI share one decision, which depends on none of them',
  },
  {
    place: 'guard',
    mayImport: ['diagnostics'],
    because: 'a verdict on a command line is pure; git state is handed in',
  },
  {
    place: 'guard-store',
    mayImport: ['guard', 'repo', 'diagnostics'],
    because: 'what the guard asks of git and remembers on disk serves the hook and the command line alike',
  },
  { place: 'agents', mayImport: ['diagnostics'], because: 'what an agent reads and writes is data first' },
  {
    place: 'install',
    mayImport: ['agents', 'library', 'diagnostics', 'repo'],
    because: 'a plan needs the content and the layouts of the agents, and nothing of the checks',
  },
  {
    place: 'library',
    mayImport: ['diagnostics', 'repo'],
    because: 'search works over any content, installed or not',
  },
  {
    place: 'handoff',
    mayImport: ['agents', 'diagnostics', 'repo'],
    because: 'a digest is made from session formats and a repository, and from nothing else',
  },
  {
    place: 'repo',
    mayImport: ['diagnostics'],
    because: 'the only reader of the checked repository serves all features',
  },
  {
    place: 'diagnostics',
    mayImport: [],
    because: 'the code table is read by everybody and so depends on nobody',
  },
]

const rowRules = (product, root, rows) =>
  rows.map(({ place, mayImport, because }) => ({
    name: `${product}-${place}`,
    comment: `${because}; it may import ${mayImport.join(', ') || 'nothing'} (rule 3)`,
    severity: 'error',
    from: { path: placesPattern(root, [place]) },
    to: { path: root, pathNot: placesPattern(root, [place, ...mayImport]) },
  }))

/** Places beside the tables would escape them, so a file must stand in one of the named places. */
const placeRule = (product, root, rows) => ({
  name: `${product}-known-place`,
  comment: 'a folder without a row in the table has no direction; add the row and its reason first (rule 3)',
  severity: 'error',
  from: {},
  to: {
    path: root,
    pathNot: placesPattern(
      root,
      rows.map(({ place }) => place),
    ),
  },
})

const DISK_AND_PROCESS = '^(node:)?(fs|child_process|worker_threads|cluster)(/|$)'
const SOCKETS = '^(node:)?(net|tls|http|http2|https|dgram|dns)(/|$)'

const CHECKSUM = `${DOTCLAUDE}(validate/manifest/checksum|install/deploy/plan-deploy)\\.ts$`

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment:
        'two files that need each other are one file, or hide a third; type-only imports count too (rule 1)',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'packages-apart',
      comment:
        'a daemon and a command-line tool share ideas, not code: neither may hold the other back (rule 2)',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', pathNot: '^packages/($1|testkit)/' },
    },
    {
      name: 'testkit-in-tests-only',
      comment:
        'testkit is never published, so a program that imported it would break on installation (rule 2)',
      severity: 'error',
      from: { path: '^packages/', pathNot: '^packages/(testkit|[^/]+/test)/' },
      to: { path: '^packages/testkit/' },
    },
    {
      name: 'programs-without-tests',
      comment: 'what is shipped must not lean on tests, benches or the repository’s own tools (rule 2)',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/' },
      to: { path: '^(tools|test|packages/[^/]+/(test|bench|examples))/' },
    },
    ...rowRules('aggregator', AGGREGATOR, AGGREGATOR_ROWS),
    placeRule('aggregator', AGGREGATOR, AGGREGATOR_ROWS),
    {
      name: 'aggregator-http-without-scrape',
      comment:
        'http is handed a function that scrapes; importing scrape would tie every route to sockets (rule 3)',
      severity: 'error',
      from: { path: `${AGGREGATOR}http/` },
      to: { path: `${AGGREGATOR}scrape/` },
    },
    {
      name: 'aggregator-pure',
      comment:
        'bytes in, bytes out: with no node: module but the buffer there is nothing to mock and nothing to wait for (rule 4)',
      severity: 'error',
      from: { path: placesPattern(AGGREGATOR, ['config', 'engine', 'exposition', 'negotiation', 'errors']) },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?buffer$' },
    },
    {
      name: 'aggregator-disk-and-process',
      comment: 'main reads the files; commands and the daemon’s reload and discovery are its rim (rule 4)',
      severity: 'error',
      from: { path: AGGREGATOR, pathNot: placesPattern(AGGREGATOR, ['main', 'cli', 'daemon', 'scrape']) },
      to: { path: DISK_AND_PROCESS },
    },
    {
      name: 'aggregator-sockets',
      comment:
        'targets are reached by scrape and served by http; the demo command has targets of its own (rule 4)',
      severity: 'error',
      from: { path: AGGREGATOR, pathNot: placesPattern(AGGREGATOR, ['cli', 'daemon', 'scrape', 'http']) },
      to: { path: SOCKETS },
    },
    ...rowRules('dotclaude', DOTCLAUDE, DOTCLAUDE_ROWS),
    placeRule('dotclaude', DOTCLAUDE, DOTCLAUDE_ROWS),
    {
      name: 'dotclaude-pure',
      comment:
        'rules, verdicts and planners are values from values; planning twice gives the same plan (rule 4)',
      severity: 'error',
      from: {
        path: [
          placesPattern(DOTCLAUDE, ['diagnostics', 'validate', 'policy', 'guard']),
          `${DOTCLAUDE}.+/plan`,
        ],
        pathNot: CHECKSUM,
      },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?buffer$' },
    },
    {
      name: 'dotclaude-checksum',
      comment: 'a digest is arithmetic too, and the one thing that checksums need of node: (rule 4)',
      severity: 'error',
      from: { path: CHECKSUM },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(buffer|crypto)$' },
    },
    {
      name: 'dotclaude-disk-and-process',
      comment:
        'repo reads, apply writes, handoff transports carry, guard-store remembers; nobody else touches disk or starts programs (rule 4)',
      severity: 'error',
      from: {
        path: DOTCLAUDE,
        pathNot: [
          placesPattern(DOTCLAUDE, ['main', 'hook', 'cli', 'api', 'repo', 'guard-store', 'handoff']),
          `${DOTCLAUDE}install/apply`,
        ],
      },
      to: { path: DISK_AND_PROCESS },
    },
    {
      name: 'dotclaude-sockets',
      comment: 'only a handoff travels over the network (rule 4)',
      severity: 'error',
      from: { path: DOTCLAUDE, pathNot: `${DOTCLAUDE}handoff/` },
      to: { path: SOCKETS },
    },
    {
      name: 'no-inner-barrel',
      comment:
        'a barrel inside a package hides which file is meant and invites cycles; only the package has an index (rule 6)',
      severity: 'error',
      from: {},
      to: { path: '^packages/[^/]+/src/.+/index\\.ts$' },
    },
    {
      name: 'reachable',
      comment: 'what no entry reaches is dead and only looks maintained (rule 7)',
      severity: 'error',
      from: { path: '^packages/[^/]+/src/(main|index|hook|errors|exit-codes)\\.ts$' },
      to: {
        path: '^packages/(metrics-aggregator|dotclaude)/src/',
        pathNot: '^packages/[^/]+/src/(main|index|hook|errors|exit-codes)\\.ts$|\\.d\\.ts$',
        reachable: false,
      },
    },
    {
      name: 'resolvable',
      comment: 'an import that does not resolve would slip through every rule above',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|node_modules|cases|fixtures|engine/assembly)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
