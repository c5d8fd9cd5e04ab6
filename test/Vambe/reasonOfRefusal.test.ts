import { reasonOfRefusal } from '../../nodes/Vambe/logic/reasonOfRefusal';

const ID = 'df980fc8-b6db-4820-bf22-2969482d106d';

describe('An answer of Vambe with a good status', () => {
	test.each([
		['success: false', { success: false, message: 'No credit' }, 'No credit'],
		['ok: false', { ok: false, id: ID }, 'without a reason'],
		['a status that says failed', { status: 'failed', id: ID }, 'failed'],
		['a status that says ERROR', { status: 'ERROR_SENDING' }, 'ERROR_SENDING'],
		['a status that says rejected', { status: 'rejected', message: 'Blocked' }, 'Blocked'],
		['an error', { error: 'Channel is off', id: ID }, 'Channel is off'],
		['an error that is no text', { error: { code: 7 } }, 'without a reason'],
	])('with %s is a refusal', (_what, body, reason) => {
		expect(reasonOfRefusal(body)).toBe(reason);
	});

	test.each([
		['success: true', { id: ID, success: true }],
		['a status that says accepted', { id: ID, status: 'accepted' }],
		['an error that is null', { id: ID, error: null }],
		['only a message', { message: 'Contact created' }],
		['nothing', undefined],
		['a web page', '<html>error</html>'],
	])('with %s is none', (_what, body) => {
		expect(reasonOfRefusal(body)).toBeUndefined();
	});
});
