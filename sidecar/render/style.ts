/** Marks up text for a terminal, or leaves it alone. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
  good(text: string): string;
  bad(text: string): string;
}

/** Colours for a terminal; plain text for a pipe, and where NO_COLOR is set (no-color.org). */
export function styleFor(
  stream: { readonly isTTY?: boolean },
  environment: { readonly NO_COLOR?: string | undefined },
): Style {
  const coloured = stream.isTTY === true && !environment.NO_COLOR;
  const mark =
    (code: number) =>
    (text: string): string =>
      coloured ? `\u001b[${code}m${text}\u001b[0m` : text;
  return { bold: mark(1), dim: mark(2), good: mark(32), bad: mark(31) };
}
