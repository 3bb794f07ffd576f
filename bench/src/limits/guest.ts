/** What the host of cold starts is told of the Worker that it is to start: a binding, as JSON. */
export interface Guest {
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
  readonly bindings: { readonly [name: string]: string };
  /** The main one first. Their bytes are bindings, too. */
  readonly modules: readonly {
    readonly path: string;
    readonly isWasm: boolean;
    readonly binding: string;
  }[];
}
