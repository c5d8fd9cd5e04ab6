import { STATUS_CODES } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { FastifyReply } from 'fastify';
import { pick } from 'lodash';
import { Refusal } from '../refusal';
import { DENIALS } from './denials';
import type { Fault, FaultOf } from './fault';
import { htmlPage } from './htmlPage';
import { LIES } from './lies';
import { WRONG_BODIES } from './wrongBodies';

/** Makes the answer what the fault has it be: status and headers on `reply`, the body returned. */
export function falsify(
	fault: Fault,
	reply: FastifyReply,
	body: string,
	bodyOf: (refusal: Refusal) => object,
): Buffer {
	switch (fault.kind) {
		case 'refuse':
			return refuse(fault, reply, bodyOf);
		case 'revoke':
			return refuse({ kind: 'refuse', status: 401 }, reply, bodyOf);
		case 'inFlight409':
			return refuse({ kind: 'refuse', status: 409 }, reply, bodyOf);
		case 'redirect':
			reply.code(fault.status).header('location', fault.to).removeHeader('content-type');
			return Buffer.alloc(0);
		case 'wrongBody': {
			const { contentType, write } = WRONG_BODIES[fault.body];
			reply.code(fault.status ?? reply.statusCode).header('content-type', contentType);
			return Buffer.from(write(body));
		}
		case 'deny':
			return Buffer.from(JSON.stringify(DENIALS[fault.by]));
		case 'badGzip':
			reply.header('content-encoding', 'gzip');
			return withoutChecksum(gzipSync(body));
		case 'lie':
			return Buffer.from(lie(fault, reply.statusCode, body));
		default:
			return Buffer.from(body);
	}
}

function refuse(
	{ status, as = 'json', retryAfterHeader, ...fault }: FaultOf<'refuse'>,
	reply: FastifyReply,
	bodyOf: (refusal: Refusal) => object,
): Buffer {
	const reason = STATUS_CODES[status] ?? 'Unknown';
	reply.code(status);
	if (retryAfterHeader !== undefined) reply.header('retry-after', retryAfterHeader);
	if (as === 'empty') {
		reply.removeHeader('content-type');
		return Buffer.alloc(0);
	}
	if (as === 'html') {
		reply.type('text/html');
		return Buffer.from(htmlPage(`${status} ${reason}`));
	}
	reply.type('application/json');
	const code = reason.toUpperCase().replace(/\W+/g, '_');
	const said = bodyOf(new Refusal(status, `The sandbox was told to answer ${status}`, { code }));
	return Buffer.from(
		JSON.stringify({ ...said, ...pick(fault, ['retryAfter', 'errors', 'details']) }),
	);
}

/** The checksum and the length are the last 8 bytes. */
function withoutChecksum(packed: Buffer): Buffer {
	packed.subarray(-8).fill(0);
	return packed;
}

function lie({ what }: FaultOf<'lie'>, status: number, body: string): string {
	if (status !== 202) return body;
	const receipt = JSON.parse(body);
	return 'batchId' in receipt ? JSON.stringify(LIES[what](receipt)) : body;
}
