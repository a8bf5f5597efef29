export declare const schemas: Readonly<
  Record<string, { readonly file: string; readonly parts?: Readonly<Record<string, string>> }>
>;
export declare function compileSchemas(): Promise<{ changed: boolean }>;
