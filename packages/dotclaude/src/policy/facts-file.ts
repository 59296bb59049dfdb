// The file by which a repository says what it protects; apart from the policy, because the hook looks for it first.

export const FACTS_FILE = 'docs/repo-facts.json'
