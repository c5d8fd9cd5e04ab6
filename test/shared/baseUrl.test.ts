import { readBaseUrl } from '../../nodes/shared/logic/baseUrl';

const NOT_A_URL = "'Base URL' is not a URL: it must start with https://";

describe('A base URL', () => {
	it.each([
		['as it is', 'https://api.evermuse.com', 'https://api.evermuse.com'],
		['without its slash at the end', 'https://api.vambe.me/', 'https://api.vambe.me'],
		['without all of them', 'https://api.vambe.me//', 'https://api.vambe.me'],
		['with its path', 'https://proxy.example.com/vambe/', 'https://proxy.example.com/vambe'],
		['with its port', 'https://proxy.example.com:8443', 'https://proxy.example.com:8443'],
		['without the spaces around it', ' https://api.vambe.me ', 'https://api.vambe.me'],
		['on this machine, by name', 'http://localhost:5801', 'http://localhost:5801'],
		['on this machine, by address', 'http://127.0.0.1:5801', 'http://127.0.0.1:5801'],
		['on this machine, by another', 'http://127.9.9.9', 'http://127.9.9.9'],
		['on this machine, in IPv6', 'http://[::1]:5801/', 'http://[::1]:5801'],
	])('is used %s', (_how, typed, url) => {
		expect(readBaseUrl(typed)).toEqual({ url });
	});

	it.each([
		['another host', 'http://api.evermuse.com'],
		['a host that only begins like this machine', 'http://localhost.example.com'],
		['a host that only begins like its address', 'http://127.0.0.1.example.com'],
		['this machine as a user name', 'http://localhost@example.com'],
		['a neighbour', 'http://192.168.0.10'],
		['any address', 'http://0.0.0.0:5801'],
		['another protocol', 'ftp://127.0.0.1'],
		['a file', 'file:///etc/hosts'],
	])('must be encrypted on the way to %s', (_where, typed) => {
		expect(readBaseUrl(typed)).toEqual({
			reason: "'Base URL' must start with https:// so that the API key is never sent in the clear",
		});
	});

	it.each([
		['is empty', '', "'Base URL' is empty"],
		['holds spaces only', '  ', "'Base URL' is empty"],
		['is missing', undefined, "'Base URL' is empty"],
		['is a number', 5801, "'Base URL' is empty"],
		['has no protocol', 'api.evermuse.com', NOT_A_URL],
		['is the API key, which is not repeated', 'em_sk_2hT9', NOT_A_URL],
	])('is refused when it %s', (_what, typed, reason) => {
		expect(readBaseUrl(typed)).toEqual({ reason });
	});

	it.each([
		['a query', 'https://api.evermuse.com?a=1'],
		['a fragment', 'https://api.evermuse.com#a'],
		['a user name', 'https://ana@api.evermuse.com'],
		['a password', 'https://:secret@api.evermuse.com'],
	])('is refused with %s, in words that do not repeat it', (_what, typed) => {
		expect(readBaseUrl(typed)).toEqual({
			reason: "'Base URL' must be an address only, without user name, '?' or '#'",
		});
	});
});
