import { Slab } from '../../nodes/Evermuse/logic/slab';

describe('A slab', () => {
	it('holds what was written, one behind the other, text as UTF-8', () => {
		const slab = new Slab();
		slab.write('María ');
		slab.write(Buffer.from('🙂'));

		expect(slab.bytes().toString()).toBe('María 🙂');
		expect(slab.length).toBe(Buffer.byteLength('María 🙂'));
	});

	it('shows a part of it without copying', () => {
		const slab = new Slab();
		slab.write('abcdef');

		expect(slab.bytes(2, 4).toString()).toBe('cd');
		expect(slab.bytes(2, 4).buffer).toBe(slab.bytes().buffer);
	});

	it('grows as it must, and keeps what it holds', () => {
		const slab = new Slab(Buffer.alloc(3));
		for (const part of ['ab', 'cd', 'efghijklmnop', 'q']) slab.write(part);

		expect(slab.bytes().toString()).toBe('abcdefghijklmnopq');
	});

	it('grows by doubling, so that it is seldom copied', () => {
		const memories = new Set<unknown>();
		const slab = new Slab(Buffer.alloc(1));
		for (let n = 0; n < 10_000; n++) {
			slab.write('x');
			memories.add(slab.bytes().buffer);
		}

		expect(memories.size).toBeLessThanOrEqual(15);
	});

	it('does not grow for what it is told that text may take at most, if that fits', () => {
		const memory = Buffer.alloc(30);
		const slab = new Slab(memory);
		slab.write('0123456789', 30);

		expect(slab.bytes().buffer).toBe(memory.buffer);
	});

	it('has nothing in it once it gave its memory away', () => {
		const memory = Buffer.alloc(30);
		const slab = new Slab(memory);
		slab.write('abc');

		expect(slab.letGo()).toBe(memory);
		expect(slab.length).toBe(0);
		expect(slab.bytes(0, 3)).toHaveLength(0);
	});
});
