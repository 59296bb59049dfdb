// Programs that start another one: which of their options take a value, how many words stand before the program, and what
// else of the command line belongs to them. Data only; unwrap.ts reads it.

export interface Wrapper {
  /** Short options, as letters, and long ones that take the next word as their value. */
  readonly values?: string
  /** Words before the program that are neither options nor assignments: the seconds of `timeout`. */
  readonly operands?: number
  /** `NAME=value` may stand before the program. */
  readonly isEnvironment?: boolean
  /** All words together are the text of a shell. */
  readonly isText?: boolean
  /** The program runs on another machine or in a container. */
  readonly isElsewhere?: boolean
  /** The word that has to come first: `exec` in `bundle exec`; several are alternatives. */
  readonly verbs?: readonly string[]
  /** The word before the program is an image, which may be the program. */
  readonly isImage?: boolean
  /** Options that carry a whole command line: `-c` of `su`. */
  readonly script?: readonly string[]
  /** With one of these it starts nothing: `command -v`. */
  readonly unless?: readonly string[]
  /** Options that take an optional value glued to them may be any; nothing to say. */
  readonly folder?: readonly string[]
  /** Options that name the program, so that all that follows are its own words. */
  readonly program?: readonly string[]
}

const CONTAINER_VALUES =
  'e u w v p h l m c --env --env-file --user --workdir --volume --mount --name --network --net --entrypoint --publish --platform --memory --cpus --label --add-host --hostname --pull --index --file -f --project-name --profile'

const CONTAINER: Wrapper = {
  verbs: ['exec', 'run'],
  values: CONTAINER_VALUES,
  operands: 1,
  isElsewhere: true,
  isImage: true,
  program: ['--entrypoint'],
}

export const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  sudo: {
    values: 'u g h p C r t T U D R --user --group --host --prompt --chdir',
    isEnvironment: true,
    folder: ['-D', '--chdir'],
  },
  doas: { values: 'u C' },
  pkexec: { values: '--user' },
  faketime: { values: 'f', operands: 1 },
  'ssh-agent': { values: 'a E O P t' },
  sshpass: { values: 'p f d P' },
  catchsegv: {},
  nsenter: { values: 't S G w r --target --setuid --setgid' },
  gosu: { operands: 1 },
  cargo: {
    verbs: ['watch'],
    values: 'x w d i --exec --watch --delay --ignore',
    script: ['-s', '--shell'],
  },
  coreutils: { program: ['--coreutils-prog'] },
  'su-exec': { operands: 1 },
  setpriv: {},
  tini: {},
  'dumb-init': {},
  su: { values: 'g G s w --shell --group', script: ['-c', '--command'], operands: 99 },
  runuser: { values: 'u g G s --user --group --shell', script: ['-c', '--command'] },
  env: {
    values: 'u C --unset --chdir',
    isEnvironment: true,
    script: ['-S', '--split-string'],
    folder: ['-C', '--chdir'],
  },
  timeout: { values: 'k s --kill-after --signal', operands: 1 },
  gtimeout: { values: 'k s --kill-after --signal', operands: 1 },
  nohup: {},
  setsid: {},
  nice: { values: 'n --adjustment' },
  ionice: { values: 'c n --class --classdata' },
  chrt: { operands: 1 },
  taskset: { operands: 1 },
  stdbuf: { values: 'i o e --input --output --error' },
  unbuffer: {},
  time: { values: 'f o --format --output' },
  gtime: { values: 'f o --format --output' },
  command: { unless: ['-v', '-V'] },
  builtin: {},
  exec: { values: 'a' },
  noglob: {},
  nocorrect: {},
  busybox: {},
  toybox: {},
  chronic: {},
  ifne: {},
  watch: { values: 'n q --interval --equexit', isText: true },
  entr: { script: ['-s'] },
  watchexec: {
    values: 'w e f i d s o --watch --exts --filter --ignore --debounce --signal --on-busy-update',
    isText: true,
  },
  nodemon: { values: 'w e i d --watch --ext --ignore --delay --signal', script: ['-x', '--exec'] },
  perf: { verbs: ['stat', 'record', 'trace'], values: 'e o p t C r --event --output --repeat' },
  'dbus-launch': {},
  devcontainer: {
    verbs: ['exec'],
    values: '--workspace-folder --container-id --id-label --config --remote-env',
  },
  lima: {},
  limactl: { verbs: ['shell'], operands: 1, values: '--workdir --shell' },
  zellij: { verbs: ['run'], values: 'd n --direction --name --cwd --width --height' },
  just: { verbs: ['-c', '--command'] },
  shx: {},
  shelljs: {},
  uvx: { values: 'p --from --with --python' },
  hyperfine: {
    values: 'w r m M n i --warmup --runs --shell',
    script: ['-p', '--prepare', '-c', '--cleanup', '-s', '--setup', '--conclude'],
    isText: true,
  },
  strace: { values: 'e o p s u P a b E O S --output --trace' },
  ltrace: { values: 'e o p s u' },
  valgrind: {},
  script: { values: 'c --command t T I O B E', script: ['-c', '--command'], operands: 1 },
  flock: { values: 'w E --timeout --conflict-exit-code', operands: 1, script: ['-c', '--command'] },
  'xvfb-run': { values: 'n e f p s w --server-args' },
  'dbus-run-session': {},
  fakeroot: {},
  proxychains: {},
  proxychains4: {},
  torsocks: {},
  unshare: {},
  'systemd-run': { values: 'u p M E --unit --property --setenv --working-directory --description' },
  'systemd-inhibit': {},
  caffeinate: { values: 't w' },
  arch: {},
  setarch: { operands: 1 },
  prlimit: {},
  cgexec: { values: 'g' },
  firejail: {},
  bwrap: { values: '--bind --ro-bind --dev --proc --tmpfs --chdir --setenv' },
  chroot: { operands: 1, isElsewhere: true },
  direnv: { verbs: ['exec'], operands: 1 },
  mise: { verbs: ['exec', 'x'], values: 'C' },
  asdf: { verbs: ['exec'] },
  rtx: { verbs: ['exec'] },
  poetry: { verbs: ['run'] },
  pipenv: { verbs: ['run'] },
  pdm: { verbs: ['run'] },
  hatch: { verbs: ['run'] },
  rye: { verbs: ['run'] },
  uv: { verbs: ['run'], values: 'p --with --python --directory --project --group --extra --package' },
  conda: { verbs: ['run'], values: 'n p --name --prefix' },
  bundle: { verbs: ['exec'] },
  npx: { values: 'p c --package --call', script: ['-c', '--call'] },
  bunx: {},
  pnpm: { verbs: ['exec', 'dlx'], values: 'C --dir --filter -F', script: ['-c', '--shell-mode'] },
  yarn: { verbs: ['exec', 'dlx'] },
  npm: { verbs: ['exec', 'x'], values: 'p c w --package --call --workspace', script: ['-c', '--call'] },
  'git-bash': {},
  dotenv: { values: 'f e --file' },
  dotenvx: { verbs: ['run'], values: 'f' },
  doppler: { verbs: ['run'], values: 'p c --project --config' },
  op: { verbs: ['run'], values: '--env-file' },
  'aws-vault': { verbs: ['exec'], operands: 1 },
  rlwrap: {},
  'cross-env': { isEnvironment: true },
  'cross-env-shell': { isEnvironment: true, isText: true },
  flatpak: { verbs: ['run'], program: ['--command'], operands: 1 },
  nix: { verbs: ['develop', 'shell'], script: ['-c', '--command'], operands: 99 },
  'nix-shell': { values: 'p I', script: ['--run', '--command'], operands: 99 },
  devbox: { verbs: ['run'] },
  ssh: {
    values: 'b c D E e F I i J L l m O o p Q R S W w',
    operands: 1,
    isText: true,
    isElsewhere: true,
  },
  vagrant: { verbs: ['ssh'], script: ['-c', '--command'], isElsewhere: true },
  docker: CONTAINER,
  podman: CONTAINER,
  nerdctl: CONTAINER,
  'docker-compose': CONTAINER,
  kubectl: {
    verbs: ['exec'],
    values: 'n c f --namespace --container --context --kubeconfig',
    operands: 1,
    isElsewhere: true,
  },
  oc: { verbs: ['exec', 'rsh'], values: 'n c --namespace --container', operands: 1, isElsewhere: true },
  wsl: { values: 'd u --distribution --user --cd' },
}
