import { HOSTS, withZod } from '../support/withZod';

describe.each(HOSTS)('On a host with %s, a refusal of a whole batch', (_host, zod) => {
	const { recordErrorsOf } = withZod(
		zod,
		() =>
			require('../../nodes/Evermuse/schemas/receipt') as typeof import('../../nodes/Evermuse/schemas/receipt'),
	);
	const errors = [{ index: 1, code: 'X', message: 'No' }, { index: 7 }];

	it.each([
		['under errors', { errors }],
		['in the list of details', { details: errors }],
		['under the errors of the details', { details: { errors } }],
		['under errors rather than in the details', { errors, details: [{ index: 3 }] }],
		['among entries that name none', { errors: [...errors, null, 'no', {}, { index: '2' }] }],
	])('names the records %s', (_where, body) => {
		expect(recordErrorsOf(body)).toEqual(errors);
	});

	it.each([
		['nothing', undefined],
		['null', null],
		['a web page', '<html>'],
		['a number', 7],
		['errors that are no list', { errors: { index: 1 } }],
		['details of null', { details: null }],
		['details in words', { details: 'Wrong' }],
	])('names none with %s', (_what, body) => {
		expect(recordErrorsOf(body)).toEqual([]);
	});
});
