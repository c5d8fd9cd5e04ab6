/** zod is the host's: 3 in the n8n of today, 4 in the n8n of some day. By name and by package. */
export const HOSTS = [
	['zod 3', 'zod'],
	['zod 4', 'zod4'],
] as const;

/**
 * Loads modules of ours as they are on a host with this zod.
 *
 * @param load requires them
 */
export function withZod<Loaded>(zod: (typeof HOSTS)[number][1], load: () => Loaded): Loaded {
	let loaded: Loaded | undefined;
	jest.isolateModules(() => {
		jest.doMock('zod', () => jest.requireActual<object>(zod));
		loaded = load();
		jest.dontMock('zod');
	});
	return loaded as Loaded;
}
