// Keys of AI services, by their form. What begins with `sk-` and has a digit is a key of one of many that copied the form.
import type { SecretForm } from '../secret-form.ts'

export const AI_FORMS: readonly SecretForm[] = [
  { id: 'anthropic-key', keywords: ['sk-ant-'], pattern: /sk-ant-[\w-]{20,255}/y, entropyMin: 3 },
  { id: 'openrouter-key', keywords: ['sk-or-'], pattern: /sk-or-(?:v\d-)?[\w-]{24,128}/y, entropyMin: 3 },
  { id: 'langfuse-key', keywords: ['sk-lf-'], pattern: /sk-lf-[a-f0-9-]{36}/y, entropyMin: 3 },
  {
    id: 'openai-key',
    keywords: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-None-', 'sess-'],
    pattern: /(?:sk-(?:proj|svcacct|admin|None)-[\w-]{20,255}|sess-[A-Za-z0-9]{40})/y,
    entropyMin: 3,
    isBounded: true,
  },
  {
    id: 'api-key',
    keywords: ['sk-'],
    pattern: /sk-(?=[\w-]{0,280}\d)(?=[\w-]{0,280}[A-Za-z])[A-Za-z0-9][\w-]{18,255}/y,
    entropyMin: 3.4,
    isBounded: true,
  },
  {
    id: 'huggingface-token',
    keywords: ['hf_', 'api_org_'],
    pattern: /(?:hf|api_org)_[A-Za-z]{2}[A-Za-z0-9]{30,40}(?![A-Za-z0-9_])/y,
    entropyMin: 3,
    isBounded: true,
  },
  { id: 'perplexity-key', keywords: ['pplx-'], pattern: /pplx-[A-Za-z0-9]{40,64}/y, entropyMin: 3.5 },
  { id: 'groq-key', keywords: ['gsk_'], pattern: /gsk_[A-Za-z0-9]{40,64}/y, entropyMin: 3.5 },
  {
    id: 'replicate-token',
    keywords: ['r8_'],
    pattern: /r8_[A-Za-z0-9]{36,40}/y,
    entropyMin: 3.2,
    isBounded: true,
  },
  { id: 'xai-key', keywords: ['xai-'], pattern: /xai-[A-Za-z0-9]{60,100}/y, entropyMin: 3.5 },
  {
    id: 'langsmith-key',
    keywords: ['lsv2_', 'ls__'],
    pattern: /(?:lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}|ls__[a-f0-9]{32})/y,
    entropyMin: 3,
  },
  { id: 'nvidia-key', keywords: ['nvapi-'], pattern: /nvapi-[\w-]{50,80}/y, entropyMin: 3.5 },
  { id: 'pinecone-key', keywords: ['pcsk_'], pattern: /pcsk_[A-Za-z0-9_]{40,80}/y, entropyMin: 3.5 },
  {
    id: 'fireworks-key',
    keywords: ['fw_'],
    pattern: /fw_[A-Za-z0-9]{22,28}(?![\w-])/y,
    entropyMin: 3.6,
    isBounded: true,
  },
  {
    id: 'tavily-key',
    keywords: ['tvly-'],
    pattern: /tvly-(?:dev-|prod-)?[A-Za-z0-9]{24,40}/y,
    entropyMin: 3.2,
  },
  {
    id: 'firecrawl-key',
    keywords: ['fc-'],
    pattern: /fc-[a-f0-9]{32}(?![\w-])/y,
    entropyMin: 3,
    isBounded: true,
  },
]
