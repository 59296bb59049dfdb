// The library surface of metrics-aggregator. It only re-exports: importing it opens no socket and starts nothing.

export { version } from './config/version.ts'
