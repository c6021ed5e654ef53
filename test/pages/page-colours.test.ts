import { describe, expect, it } from 'vitest';
import { colourVariables, PAGE_COLOURS } from '../../src/pages/page-colours.js';
import { PAGE_STYLE } from '../../src/pages/page-style.js';

/** Relative luminance of `#rrggbb` (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
});

describe.each(Object.entries(PAGE_COLOURS))('the %s colours of pages', (_, colours) => {
  it.each(['ink', 'soft', 'good', 'bad', 'doubt'] as const)('can be read: %s', (name) => {
    expect(contrast(colours[name], colours.paper)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['good-bar', 'bad-bar', 'doubt-bar', 'quiet-bar'] as const)('can be seen: %s', (name) => {
    expect(contrast(colours[name], colours.paper)).toBeGreaterThanOrEqual(3);
  });
});

describe('the style of pages', () => {
  const style = PAGE_STYLE.replaceAll(/\n/g, '');

  it('has no colour that is not in the table, but in the margins of paper', () => {
    const written = style
      .replace(colourVariables(PAGE_COLOURS.light), '')
      .replace(colourVariables(PAGE_COLOURS.dark), '')
      .replace(/@page\{.*?\}\}/, '');
    expect(written).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl/);
  });

  it('is dark on a dark screen alone: paper is light', () => {
    const dark = `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${colourVariables(PAGE_COLOURS.dark)}}}`;
    expect(style.split(dark)).toHaveLength(2);
    expect(style.replace(dark, '')).not.toContain('prefers-color-scheme');
    expect(style).toContain('@page{size:A4;');
  });

  it('knows every colour that it asks for', () => {
    const asked = [...style.matchAll(/var\(--([a-z-]+)\)/g)].map(([, name = '']) => name);
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !(name in PAGE_COLOURS.light))).toEqual([]);
  });
});
