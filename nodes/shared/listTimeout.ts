/** How long a list may take: somebody is looking at it. */
export const LIST_TIMEOUT_MS = 15_000;
