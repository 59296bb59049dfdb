// The part of WebAssembly's JavaScript interface that the host uses. Node has it, but the types come with browsers'
// libraries alone, and those would bring `document` and `window` into a daemon.
declare namespace WebAssembly {
  class Module {
    constructor(bytes: Uint8Array)
  }
  class Instance {
    readonly exports: Readonly<Record<string, unknown>>
    constructor(module: Module)
  }
  interface Memory {
    /** Detached when the memory grows: take views anew. */
    readonly buffer: ArrayBuffer
  }
}
