const LOOPBACK_HOSTS = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/**
 * The address of a service as it was typed, made ready to put a path behind it.
 *
 * @returns the URL without trailing slashes, or the reason why it must not be used. A key travels
 * with every request, so only `https:` will do, or plain `http:` that never leaves the machine.
 */
export function readBaseUrl(text: unknown): { url: string } | { reason: string } {
	const typed = typeof text === 'string' ? text.trim() : '';
	if (typed === '') return { reason: "'Base URL' is empty" };
	// Not repeated: it may be the API key, typed into the wrong field.
	if (!URL.canParse(typed)) {
		return { reason: "'Base URL' is not a URL: it must start with https://" };
	}
	const { protocol, hostname, search, hash, username, password } = new URL(typed);
	if (protocol !== 'https:' && !(protocol === 'http:' && LOOPBACK_HOSTS.test(hostname))) {
		return {
			reason: "'Base URL' must start with https:// so that the API key is never sent in the clear",
		};
	}
	if (search || hash || username || password) {
		return { reason: "'Base URL' must be an address only, without user name, '?' or '#'" };
	}
	return { url: typed.replace(/\/+$/, '') };
}
