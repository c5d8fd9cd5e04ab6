import { STATUS_CODES } from 'node:http';
import { pipeline } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { drip, endless } from './drip';
import type { Fault } from './fault';
import { resetBehind } from './resetBehind';

/**
 * Takes the connection over and breaks off the exchange before the body of the answer. False, with
 * nothing done, when that is not what this fault is about.
 */
export function breakBeforeBody(fault: Fault, reply: FastifyReply): boolean {
	const { socket } = reply.request.raw;
	if (fault.kind === 'noHttp') {
		reply.hijack();
		socket.write('220 This is no web server\r\n');
		socket.destroySoon();
		return true;
	}
	if (!('at' in fault) || fault.at === 'body') return false;

	reply.hijack();
	const head = `HTTP/1.1 ${reply.statusCode} ${STATUS_CODES[reply.statusCode]}\r\nx-cut-off: .`;
	if (fault.kind === 'drip') {
		pipeline(drip(endless(head, '.'), fault.msPerByte, reply), socket, () => undefined);
		return true;
	}
	if (fault.at === 'head') socket.write(head);
	if (fault.kind === 'close') socket.destroySoon();
	if (fault.kind === 'reset')
		void (fault.at === 'head' ? resetBehind(socket) : socket.resetAndDestroy());
	return true;
}
