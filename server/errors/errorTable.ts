/** `text` says action, state and remedy; what stands in braces is filled in. */
export type ErrorTable = Record<string, { status: number; text: string }>;
