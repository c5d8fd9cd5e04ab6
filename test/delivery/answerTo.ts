import type { Fault, FaultOf } from '../../sandbox/faults/fault';
import type { VambeRequest } from '../../sandbox/ledger';

/** What an answer of Vambe lets know of its event: it was taken, it was not, or neither. */
export type Answer = 'yes' | 'no' | 'open';

/** With these there is no answer, whatever it would have been. */
const NO_ANSWER: Array<Fault['kind']> = [
	'badGzip',
	'close',
	'drip',
	'hang',
	'noHttp',
	'reset',
	'resetUpload',
];

/** These leave a good answer as it is. */
const HARMLESS: Array<Fault['kind'] | undefined> = [undefined, 'lie', 'poison', 'slow'];

export function answerTo({ fault, status }: VambeRequest): Answer {
	const isCut = fault?.kind === 'cut' && fault.framing !== 'untilClose';
	if (status === null || isCut || (fault && NO_ANSWER.includes(fault.kind))) return 'open';
	if (status < 300) {
		if (HARMLESS.includes(fault?.kind)) return 'yes';
		return fault?.kind === 'deny' ? 'no' : 'open';
	}
	if (status === 409) return 'open';
	if (status < 500) return 'no';
	return status === 503 && fault?.kind === 'refuse' && saysWhen(fault) ? 'no' : 'open';
}

function saysWhen({ as = 'json', retryAfter, retryAfterHeader }: FaultOf<'refuse'>): boolean {
	const isSeconds = (value: unknown) => value !== null && Number(value) >= 0;
	const isDate = (value = '') => !Number.isNaN(Date.parse(value));
	return (
		(as === 'json' && isSeconds(retryAfter)) ||
		isSeconds(retryAfterHeader) ||
		isDate(retryAfterHeader)
	);
}
