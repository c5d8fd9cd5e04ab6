import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { drip, endless } from './drip';
import type { Fault, FaultOf } from './fault';
import { resetBehind } from './resetBehind';

/**
 * The body as it goes out when the exchange breaks off, or takes its time, inside it; `undefined`
 * when that is not what this fault is about. Sets the headers that frame it.
 */
export function brokenBody(fault: Fault, reply: FastifyReply, body: Buffer): Readable | undefined {
	const { socket } = reply.request.raw;
	if (fault.kind === 'slow') {
		reply.header('content-length', body.length);
		return drip(body, fault.msPerByte, reply);
	}
	if (fault.kind === 'cut') {
		frame(fault.framing, reply, body);
		return half(body, reply, () => socket.destroySoon());
	}
	if (!('at' in fault) || fault.at !== 'body') return undefined;

	// Blanks after JSON are JSON still: it is up to the caller to lose patience.
	if (fault.kind === 'drip') return drip(endless(body, ' '), fault.msPerByte, reply);
	frame('length', reply, body);
	return half(body, reply, () => {
		if (fault.kind === 'reset') void resetBehind(socket);
	});
}

function frame(framing: FaultOf<'cut'>['framing'], reply: FastifyReply, body: Buffer): void {
	if (framing === 'length') reply.header('content-length', body.length);
	if (framing === 'untilClose') reply.raw.useChunkedEncodingByDefault = false;
}

/** The first half of the body; `then` happens when it is out, and the second half never comes. */
function half(body: Buffer, { raw }: FastifyReply, then: () => void): Readable {
	const gone = new Promise<void>((resolve) => raw.once('close', () => resolve()));
	async function* firstHalf(): AsyncGenerator<Buffer> {
		yield body.subarray(0, body.length / 2);
		then();
		await gone;
	}
	return Readable.from(firstHalf());
}
