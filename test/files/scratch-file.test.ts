import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { ScratchFile } from '../../src/files/scratch-file.js';
import { Spool } from '../../src/files/spool.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();

function errorOf(step: () => unknown): unknown {
  try {
    step();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a scratch file', () => {
  it('has no name while it is open', () => {
    const folder = newFolder();
    const scratch = new ScratchFile(join(folder, 'report.csv'));
    scratch.append(Buffer.from('one'));
    expect(scratch.append(Buffer.from('two'))).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
    const into = Buffer.alloc(4);
    scratch.read(1, into);
    expect(into.toString()).toBe('netw');
    scratch.close();
  });

  it('is not made before it is needed', () => {
    const folder = newFolder();
    const scratch = new ScratchFile(join(folder, 'gone', 'report.csv'));
    expect(existsSync(join(folder, 'gone'))).toBe(false);
    scratch.close();
  });

  it('says what to do when it cannot be written', () => {
    const scratch = new ScratchFile(join(newFolder(), 'gone', 'report.csv'), ', or that');
    const error = errorOf(() => scratch.append(Buffer.from('one')));
    expect(error).toBeInstanceOf(ScreeningError);
    expect(error).toMatchObject({ code: 'wrong-use' });
    expect((error as ScreeningError).explanation.fix).toBe('make room on that disk, or that');
    expect(scratch.length).toBe(0);
  });

  it('is not read behind its end', () => {
    const scratch = new ScratchFile(join(newFolder(), 'report.csv'));
    scratch.append(Buffer.from('one'));
    expect(() => {
      scratch.read(1, Buffer.alloc(3));
    }).toThrow(RangeError);
    scratch.close();
  });
});

describe('a spool', () => {
  it.each([0, 5, 1000])('gives back what was put in, with room for %i bytes', (room) => {
    const folder = newFolder();
    const spool = new Spool<number>(new ScratchFile(join(folder, 'report.csv')), room);
    const pieces = ['', 'a', 'bcd', '', 'efghij', 'k'].map((text) => Buffer.from(text));
    pieces.forEach((bytes, at) => {
      spool.add(at, bytes);
    });
    expect(spool.count).toBe(6);
    for (let times = 0; times < 2; times++) {
      const found = [...spool].map(([at, bytes]) => [at, Buffer.from(bytes).toString()]);
      expect(found).toEqual(pieces.map((bytes, at) => [at, bytes.toString()]));
    }
  });

  it('leaves memory when it has no room there', () => {
    const scratch = new ScratchFile(join(newFolder(), 'report.csv'));
    const spool = new Spool<number>(scratch, 4);
    spool.add(1, Buffer.from('four'));
    expect(scratch.length).toBe(0);
    spool.add(2, Buffer.from('!'));
    expect(scratch.length).toBe(5);
    scratch.close();
  });
});
