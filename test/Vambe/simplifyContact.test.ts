import { simplifyContact } from '../../nodes/Vambe/logic/simplifyContact';
import maria from '../sandbox/mariaRodriguez.json';

describe('A simplified contact', () => {
	test('has ten fields, the most useful first', () => {
		expect(Object.keys(simplifyContact(maria))).toEqual([
			'id',
			'name',
			'email',
			'phone',
			'platform',
			'chat_status',
			'last_message_at',
			'last_message_content',
			'active_ticket',
			'metadata',
		]);
	});

	test('has them as Vambe gave them', () => {
		expect(maria).toMatchObject(simplifyContact(maria));
	});

	test('has null where Vambe has nothing', () => {
		expect(simplifyContact({ id: 'a', name: 'Jane' })).toEqual({
			id: 'a',
			name: 'Jane',
			email: null,
			phone: null,
			platform: null,
			chat_status: null,
			last_message_at: null,
			last_message_content: null,
			active_ticket: null,
			metadata: null,
		});
	});
});
