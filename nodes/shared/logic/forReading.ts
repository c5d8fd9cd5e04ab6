import type { Reply } from './reply';

/**
 * The reply to a request that only reads. One that was lost changed nothing, so it is as good as not
 * sent, and may be sent again like one.
 */
export function forReading<Body>(reply: Reply<Body>): Reply<Body> {
	if (reply.kind !== 'lost') return reply;
	const { failure } = reply;
	return {
		...reply,
		kind: 'busy',
		failure: {
			...failure,
			outcome: 'notSent',
			code: failure.code === 'UNCONFIRMED' ? 'UNREACHABLE' : failure.code,
			description: 'Reading changes nothing, so it can be tried again at any time.',
		},
	};
}
