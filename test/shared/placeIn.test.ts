import { placeIn } from '../../nodes/shared/logic/placeIn';

it('A name with dots is a place in an object, any other name a key', () => {
	const data = {};
	placeIn(data, 'a.b', 1);
	placeIn(data, 'a.c', 2);
	placeIn(data, 'Order ID', 3);

	expect(data).toEqual({ a: { b: 1, c: 2 }, 'Order ID': 3 });
});

it('An object that was put there stays as it is when more is placed in it', () => {
	const given = Object.freeze({ b: 1 });
	const data = {};
	placeIn(data, 'a', given);
	placeIn(data, 'a.c', 2);

	expect(data).toEqual({ a: { b: 1, c: 2 } });
	expect(given).toEqual({ b: 1 });
});

it('No name reaches what every object inherits', () => {
	const data = {};
	placeIn(data, '__proto__', { polluted: true });

	expect(Reflect.get({}, 'polluted')).toBeUndefined();
	expect(Object.getPrototypeOf(data)).toBe(Object.prototype);
});
