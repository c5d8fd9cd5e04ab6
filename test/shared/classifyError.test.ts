import { readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Exchange } from '../../nodes/shared/logic/exchange';
import { classifyError } from '../../nodes/shared/logic/classifyError';
import { cutOff, misbehave, reset } from '../support/misbehave';
import { probe, probeApi } from '../support/probe';
import { runNode } from '../support/runNode';

/** What is made of the error with which n8n's own helper ends a request to this address. */
async function classified(url: string, deadline?: AbortSignal): Promise<Exchange> {
	let exchange: Exchange | undefined;
	const send = probe(async function () {
		const context = Object.create(this, {
			getExecutionCancelSignal: { value: () => deadline },
		}) as typeof this;
		try {
			await this.helpers.httpRequestWithAuthentication.call(context, 'probeApi', {
				method: 'POST',
				url,
				body: Buffer.from('{}'),
			});
		} catch (error) {
			exchange = classifyError(error);
		}
		return [[]];
	});
	await runNode(send, { credentials: [probeApi({ apiKey: 'a-key' })] });
	if (!exchange) throw new Error(`The request to ${url} went through`);
	return exchange;
}

describe("An error of n8n's helper proves that nothing was sent", () => {
	it('when the connection is refused', async () => {
		expect(await classified('http://127.0.0.1:1')).toEqual({
			kind: 'unreachable',
			reason: 'the connection was refused',
		});
	});

	it('when there is no such host', async () => {
		expect(await classified('http://no-such-host.invalid')).toEqual({
			kind: 'unreachable',
			// Which of the two it is depends on whether this machine has a name server.
			reason: expect.stringMatching(/there is no host of that name|could not be looked up/),
		});
	});

	it('when the certificate is not trusted', async () => {
		const pem = readFileSync(join(__dirname, '../fixtures/selfSigned.pem'));
		const server = createServer({ key: pem, cert: pem }).listen(0, '127.0.0.1');
		await once(server, 'listening');
		const { port } = server.address() as AddressInfo;

		const exchange = await classified(`https://127.0.0.1:${port}`);

		await once(server.close(), 'close');
		expect(exchange).toEqual({
			kind: 'unreachable',
			reason: 'its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)',
			forGood: true,
		});
	});
});

describe("An error of n8n's helper proves nothing", () => {
	it.each([
		['the connection is reset after the whole request', reset],
		['the connection ends inside the answer', cutOff],
	])('when %s', async (_when, act) => {
		const { url, requests } = await misbehave(act);

		expect(await classified(url)).toEqual({
			kind: 'unanswered',
			reason: 'the connection was closed before the answer was complete',
		});
		expect(requests).toHaveLength(1);
	});

	it('when no answer came before the deadline', async () => {
		const deadline = new AbortController();
		const { url } = await misbehave(() => deadline.abort());

		expect(await classified(url, deadline.signal)).toEqual({
			kind: 'unanswered',
			reason: 'no answer came in time',
		});
	});
});

describe('An error', () => {
	const system = (code: string, syscall?: string) =>
		Object.assign(new Error(`${code} in the words of the system`), { code, syscall });

	it.each([
		['of a system call deep inside', { cause: { cause: system('ECONNREFUSED', 'connect') } }],
		['of every address of a host', new AggregateError([system('ECONNREFUSED', 'connect')])],
		['of a time-out while connecting', { cause: system('ETIMEDOUT', 'connect') }],
		['of a look-up', system('EAI_AGAIN', 'getaddrinfo')],
		['of a certificate that is too old', { cause: system('CERT_HAS_EXPIRED') }],
		['of a certificate for another host', system('ERR_TLS_CERT_ALTNAME_INVALID')],
		['of which an older n8n left the code of a connection', left('ECONNREFUSED')],
		['of which an older n8n left the code of a look-up', left('ENOTFOUND')],
		['of which an older n8n left the code of a certificate', left('CERT_HAS_EXPIRED')],
		[
			'of which an older n8n left the message of a time-out while connecting',
			left('ETIMEDOUT', 'connect ETIMEDOUT 192.0.2.1:443'),
		],
		[
			'of which an older n8n left the message of a look-up',
			left('EAI_FAIL', 'getaddrinfo EAI_FAIL api.vambe.me'),
		],
		[
			'of which an older n8n left that the key was withheld',
			Object.assign(left('KEY_WITHHELD'), { message: 'The key goes elsewhere' }),
		],
	])('%s proves that nothing was sent', (_what, error) => {
		expect(classifyError(error)).toMatchObject({ kind: 'unreachable' });
	});

	it.each([
		['of a write', system('EPIPE', 'write'), 'EPIPE in the words of the system'],
		['of a read', system('ECONNRESET', 'read'), /was closed before the answer/],
		['without a code', new Error('socket hang up'), 'socket hang up'],
		[
			'of which an older n8n left the code of a read',
			left('ECONNRESET', 'read ECONNRESET'),
			/was closed before the answer/,
		],
		[
			'of which an older n8n left the code of a time-out',
			left('ETIMEDOUT', 'timeout of 300 ms exceeded'),
			'no answer came in time',
		],
		['that is caused by itself', circular(), 'round and round'],
		['that is text', 'no', 'the connection failed'],
		['that is nothing', undefined, 'the connection failed'],
	])('%s proves nothing', (_what, error, reason) => {
		expect(classifyError(error)).toEqual({
			kind: 'unanswered',
			reason: typeof reason === 'string' ? reason : expect.stringMatching(reason),
		});
	});
});

function circular(): Error {
	const error = new Error('round and round');
	error.cause = error;
	return error;
}

/** An error of n8n's helper as it is in n8n 1.110 to 2.23. */
function left(httpCode: string, ...messages: string[]): Error {
	return Object.assign(new Error('In words of n8n'), { httpCode, messages });
}
