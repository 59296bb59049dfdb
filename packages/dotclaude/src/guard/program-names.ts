// Names that make a command line worth reading: programs that the rules know, programs that run other text, and
// interpreters, which are harmless without code. Whole words are looked up, because one pattern of them all takes
// longer to compile than everything else that the hook does for a harmless command.

const PROGRAMS = new Set(
  `
  git hub yadm rm rmdir rimraf del del-cli erase rd ri unlink shred srm wipe find gfind fdfind fd rsync rclone
  robocopy dd mke2fs mkswap wipefs blkdiscard sgdisk parted diskutil cryptsetup hdparm mount umount truncate mv
  move cp copy ln mklink tee sponge touch ed ex chmod chown chgrp chattr sed gsed tar zip unzip 7z 7za 7zr 7zz rar patch applypatch
  sort xargs gxargs parallel eval source exec trap alias at batch crontab tmux screen expect nvim emacs watch sh
  bash zsh dash ash ksh mksh fish rbash cmd pwsh powershell wsl su busybox toybox script gh glab tea hf
  huggingface-cli lefthook husky overcommit pre-commit simple-git-hooks dotclaude bfg terraform tofu terragrunt
  terramate pulumi cdk cdktf sst copilot amplify serverless sls sam eb chalice zappa ecspresso kubectl oc k3s k
  helm helmfile aws gcloud gsutil bq az eksctl kops doctl linode-cli hcloud fly flyctl heroku vercel netlify
  wrangler railway kind minikube k3d vagrant multipass ansible salt docker podman nerdctl docker-compose
  podman-compose dropdb dropuser mysqladmin pg_dropcluster psql mysql mariadb sqlcmd cockroach duckdb usql snowsql
  cqlsh turso libsql redis-cli valkey-cli mongo mongosh rails rake prisma artisan symfony console django-admin
  sequelize typeorm knex mikro-orm drizzle-kit alembic flyway liquibase dbmate supabase atlas goose dotnet nuget
  gem java claude codex gemini opencode cursor-agent mkfs newfs fdisk sfdisk cfdisk install awk gawk mawk nawk vi
  vim csh tcsh zx scp gunzip unxz bunzip2 unzstd chattr setfacl lvremove vgremove pvremove mdadm zfs zpool btrfs socat
  prettier eslint biome black ruff isort gofmt rustfmt clang-format shfmt dos2unix nano mkfifo rename
  concurrently hg svn shx bsdtar cpio pax jar xxd ffmpeg tcpdump convert magick pdftotext objcopy uniq gzip xz zstd lz4 brotli bzip2 bfs fallocate scalar pg_dump mysqldump mkcert shelljs sqlite sqlite3 clickhouse clickhouse-client manage
`
    .trim()
    .split(/\s+/),
)

/** PowerShell's short names, which others use too, count only where a command stands alone. */
const ALIASES: ReadonlySet<string> = new Set(
  'ri rd clc sc ac mi ren cpi ni iex saps start irm iwr icm gci gcm sal nal'.split(' '),
)
const INTERPRETERS = new Set(
  'python pypy ipython node nodejs bun deno tsx ts-node perl ruby php lua osascript rscript r julia elixir tclsh irb ghc ghci scala groovy swift jshell'.split(
    ' ',
  ),
)

export interface Names {
  readonly hasProgram: boolean
  readonly hasInterpreter: boolean
}

/** From a text without quotes. A name counts as a whole word, with or without a folder and an ending of Windows. */
export function namesIn(text: string): Names {
  let hasInterpreter = false
  for (const { 0: word, index } of text.matchAll(/[\w.+@-]+/g)) {
    if (ALIASES.has(word.toLowerCase()) && standsAlone(text, index, word))
      return { hasProgram: true, hasInterpreter }
    for (const name of word.toLowerCase().split(/(?<=^|\W)-|[+@]/)) {
      const [plain = ''] = name.split('.', 1)
      if (isProgram(plain) && !isPackageInstall(plain, text, index))
        return { hasProgram: true, hasInterpreter }
      hasInterpreter ||= INTERPRETERS.has(plain.replace(/\d*w?$/, '')) || INTERPRETERS.has(plain)
    }
  }
  return { hasProgram: false, hasInterpreter }
}

/** Without its folder. */
export function isProgram(name: string): boolean {
  return PROGRAMS.has(name) || /^(?:git-|mkfs|newfs)/.test(name)
}

function isPackageInstall(name: string, text: string, index: number): boolean {
  return name === 'install' && /(?:npm|yarn) $/.test(text.slice(Math.max(0, index - 5), index))
}

function standsAlone(text: string, index: number, word: string): boolean {
  const before = text[index - 1] ?? ' '
  const after = text[index + word.length] ?? ' '
  return /[\s;|&({]/.test(before) && /\s/.test(after)
}
