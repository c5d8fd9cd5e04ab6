export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;
export const LINE_FEED = 0x0a;

/** Whether JSON lets this byte stand between its parts: a space, a tab or a line's end. */
export const isSpace = (byte: number): boolean =>
	byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;
