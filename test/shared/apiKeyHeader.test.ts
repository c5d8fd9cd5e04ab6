import { withApiKey } from '../../nodes/shared/logic/apiKeyHeader';

describe('The API key', () => {
	it('stands in the header x-api-key, beside the headers that are there', () => {
		const request = { url: 'https://api.vambe.me/x', headers: { Accept: 'text/plain' } };

		expect(withApiKey(request, 'a-key')).toEqual({
			url: 'https://api.vambe.me/x',
			headers: { Accept: 'text/plain', 'x-api-key': 'a-key' },
		});
		expect(request.headers).toEqual({ Accept: 'text/plain' });
	});

	it('loses the spaces and line ends that came along when it was pasted', () => {
		expect(withApiKey({ url: 'https://api.vambe.me' }, ' a-key\n')).toMatchObject({
			headers: { 'x-api-key': 'a-key' },
		});
	});

	it.each([
		['a URL with a query', { url: 'https://api.vambe.me/x?page=1#top' }],
		['the name that an older helper has for it', { uri: 'https://api.vambe.me/x' }],
		['a base URL and a path', { baseURL: 'https://api.vambe.me', url: '/x' }],
		['this machine', { url: 'http://127.0.0.1:5801/x' }],
		[
			'an absolute URL, whatever the base is',
			{ baseURL: 'http://api.vambe.me', url: 'https://api.vambe.me/x' },
		],
	])('goes to %s', (_where, request) => {
		expect(withApiKey(request, 'a-key')).toEqual({ ...request, headers: { 'x-api-key': 'a-key' } });
	});

	it.each([
		['a host in the clear', { url: 'http://api.vambe.me/x?page=1' }],
		['the same under its older name', { uri: 'http://api.vambe.me/x' }],
		['the same as a base URL', { baseURL: 'http://api.vambe.me', url: '/x' }],
		[
			'the same as an absolute URL, whatever the base is',
			{ baseURL: 'https://api.vambe.me', url: 'http://api.vambe.me/x' },
		],
		['a path without a base', { url: '/x' }],
		['nowhere', {}],
	])('does not go to %s', (_where, request) => {
		expect(() => withApiKey(request, 'a-key')).toThrow(/^'Base URL'/);
	});
});
