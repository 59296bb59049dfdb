// The words of a digest: each text that a person or a program wrote, and none of the words of the form itself.
import type { Digest } from './digest.ts'

type Change = (text: string) => string

/** The uncommitted change stays as it is: with other words it would be another change. */
export function mapTexts<Digested extends Digest>(digest: Digested, change: Change): Digested {
  const { title, cwd, repository } = digest
  return {
    ...digest,
    ...(title === undefined ? {} : { title: change(title) }),
    ...(cwd === undefined ? {} : { cwd: change(cwd) }),
    asked: digest.asked.map(change),
    files: digest.files.map((file) => ({ ...file, path: change(file.path) })),
    commands: digest.commands.map((one) => ({ ...one, command: change(one.command) })),
    commits: digest.commits.map((commit) => ({ ...commit, subject: change(commit.subject) })),
    decisions: digest.decisions.map(change),
    questions: digest.questions.map(change),
    steps: digest.steps.map((step) => ({ ...step, text: change(step.text) })),
    nextStep: change(digest.nextStep),
    tail: digest.tail.map((said) => ({ ...said, text: change(said.text) })),
    ...(repository === undefined ? {} : { repository: mapRepository(repository, change) }),
  }
}

type Repository = NonNullable<Digest['repository']>

function mapRepository(repository: Repository, change: Change): Repository {
  const { name, remote, branch, dirtyPaths } = repository
  return {
    ...repository,
    name: change(name),
    ...(remote === undefined ? {} : { remote: change(remote) }),
    ...(branch === undefined ? {} : { branch: change(branch) }),
    dirtyPaths: dirtyPaths.map(change),
  }
}
