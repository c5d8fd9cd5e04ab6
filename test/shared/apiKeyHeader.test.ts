import { KeyWithheld, withApiKey } from '../../nodes/shared/logic/apiKeyHeader';

const HOME = 'https://api.vambe.me';

describe('The API key', () => {
	it('stands in the header x-api-key, beside the headers that are there', () => {
		const request = { url: `${HOME}/x`, headers: { Accept: 'text/plain' } };

		expect(withApiKey(request, { apiKey: 'a-key', baseUrl: HOME })).toEqual({
			url: `${HOME}/x`,
			headers: { Accept: 'text/plain', 'x-api-key': 'a-key' },
			maxRedirects: 0,
		});
		expect(request.headers).toEqual({ Accept: 'text/plain' });
	});

	it('loses the spaces and line ends that came along when it was pasted', () => {
		expect(withApiKey({ url: HOME }, { apiKey: ' a-key\n', baseUrl: HOME })).toMatchObject({
			headers: { 'x-api-key': 'a-key' },
		});
	});

	it.each([
		['a URL with a query', { url: `${HOME}/x?page=1#top` }],
		['the name that an older helper has for it', { uri: `${HOME}/x` }],
		['a base URL and a path', { baseURL: HOME, url: '/x' }],
		['an absolute URL, whatever the base is', { baseURL: 'https://example.com', url: `${HOME}/x` }],
		['the same host in other letters and with its port', { url: 'HTTPS://API.Vambe.me:443/x' }],
	])("goes to its credential's base URL: %s", (_where, request) => {
		expect(withApiKey(request, { apiKey: 'a-key', baseUrl: `${HOME}/proxy/` })).toEqual({
			...request,
			headers: { 'x-api-key': 'a-key' },
			maxRedirects: 0,
		});
	});

	it('follows no redirect, however many the request allows', () => {
		const request = { url: HOME, maxRedirects: 21, followRedirect: true };

		expect(withApiKey(request, { apiKey: 'a-key', baseUrl: HOME })).toMatchObject({
			maxRedirects: 0,
		});
	});

	it('goes to this machine in the clear', () => {
		const baseUrl = 'http://127.0.0.1:5801';

		expect(withApiKey({ url: `${baseUrl}/x` }, { apiKey: 'a-key', baseUrl })).toMatchObject({
			headers: { 'x-api-key': 'a-key' },
		});
	});

	it.each([
		['another host', { url: 'https://example.com/x' }],
		['a host that only begins like it', { url: 'https://api.vambe.me.example.com/x' }],
		['a host behind its name as a user', { url: 'https://api.vambe.me@example.com/x' }],
		['another port', { url: `${HOME}:8443/x` }],
		['the same host in the clear', { url: 'http://api.vambe.me/x?page=1' }],
		['the same under its older name', { uri: 'http://api.vambe.me/x' }],
		['another base URL', { baseURL: 'https://example.com', url: '/x' }],
		['an absolute URL, whatever the base is', { baseURL: HOME, url: 'https://example.com/x' }],
		['an address that only lacks its protocol', { baseURL: HOME, url: '//example.com/x' }],
		['a path without a base', { url: '/x' }],
		['nowhere', {}],
	])('does not go to %s', (_where, request) => {
		expect(() => withApiKey(request, { apiKey: 'a-key', baseUrl: HOME })).toThrow(
			new KeyWithheld(
				"The API key goes to https://api.vambe.me only, the 'Base URL' of its credential",
			),
		);
	});

	it.each(['http://api.vambe.me', 'api.vambe.me', '', undefined])(
		'goes nowhere when its base URL is %j',
		(baseUrl) => {
			const request = { url: `${baseUrl}/x` };

			expect(() => withApiKey(request, { apiKey: 'a-key', baseUrl })).toThrow(/^'Base URL'/);
		},
	);
});
