// The library surface of metrics-aggregator. It only re-exports: importing it opens no socket and starts nothing.

export const version: string = '0.1.0'
