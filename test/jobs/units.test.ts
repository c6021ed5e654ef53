import { expect, it } from 'vitest';
import { documentText } from '../documents/documents.js';

const TEXT = documentText('docs/jobs.md');

/** The blocks of a kind in the document. */
function blocks(kind: string): string[] {
  return TEXT.split('```' + kind + '\n')
    .slice(1)
    .map((rest) => rest.split('```')[0] ?? '');
}

/** A unit file by section: each line is a section, a setting, or empty. @throws Error otherwise */
function unit(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let now: Record<string, string> | undefined;
  for (const line of text.split('\n')) {
    const [, section] = /^\[([A-Z][a-z]+)\]$/.exec(line) ?? [];
    const [, key, value] = /^([A-Z][A-Za-z]+)=(\S.*)$/.exec(line) ?? [];
    if (section !== undefined) sections[section] = now = {};
    else if (key !== undefined && value !== undefined && now) now[key] = value;
    else if (line !== '') throw new Error(`no line of a unit: ${line}`);
  }
  return sections;
}

it('the units are ones that systemd reads', () => {
  const [service, timer] = blocks('ini').map(unit);
  expect(Object.keys(service ?? {})).toEqual(['Unit', 'Service']);
  expect(service?.['Service']).toMatchObject({ Type: 'oneshot', SuccessExitStatus: '7' });
  expect(service?.['Service']?.['ExecStart']).toMatch(/^\/\S+ tps-scrub job run --all --config \//);
  expect(Object.keys(timer ?? {})).toEqual(['Unit', 'Timer', 'Install']);
  const [days, time, zone = ''] = (timer?.['Timer']?.['OnCalendar'] ?? '').split(' ');
  expect(days).toBe('*-*-*');
  expect(time).toMatch(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);
  expect(Intl.supportedValuesOf('timeZone')).toContain(zone);
  expect(timer?.['Install']).toEqual({ WantedBy: 'timers.target' });
});

it('the crontab is one that cron reads', () => {
  const [crontab = ''] = blocks('crontab');
  const [zone, line = '', ...rest] = crontab.trim().split('\n');
  expect(zone).toBe('CRON_TZ=Europe/London');
  expect(rest).toEqual([]);
  const [, minute, hour, command = ''] = /^(\d\d?) (\d\d?) \* \* \* (\S.*)$/.exec(line) ?? [];
  expect([Number(minute) < 60, Number(hour) < 24]).toEqual([true, true]);
  // cron makes a line feed of each per cent sign.
  expect(command).not.toContain('%');
});
