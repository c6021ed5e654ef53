import type { Mistake } from './mistake.js';

const WHOM = 'nobody could tell whom an objection told to that name binds';
const ONE_ENTITY = 'if they are one firm, give both the same legal_entity';
const ONE_NAME = 'case and blanks do not tell names apart';

/** Names that refer to nothing. */
export const REFERENCES: readonly Mistake[] = [
  {
    name: 'a list that is not declared',
    text: '[list.complaints]\n\n[source.a]\nlist = "complaint"\n',
    line: 4,
    summary: "there is no list 'complaint'",
    fix: "did you mean 'complaints'?",
  },
  {
    name: 'a list like none',
    text: '[source.a]\nlist = "xyzzy"\n',
    line: 2,
    summary: "there is no list 'xyzzy'",
    fix: 'lists: internal',
  },
  {
    name: 'the caller of a list',
    text: '[caller."Acme Ltd"]\n[list.own]\ntitle = "x"\ncaller = "Acme Lt"\n',
    line: 4,
    summary: "there is no caller 'Acme Lt'",
    fix: "did you mean 'Acme Ltd'?",
  },
  {
    name: 'the caller of a source when none is declared',
    text: '[source."web form"]\nheader = true\ncaller = "Acme Ltd"\n',
    line: 3,
    summary: "there is no caller 'Acme Ltd'",
    why: 'the configuration declares no callers',
    fix: 'add [caller."Acme Ltd"] to the configuration: tps-scrub config show names its file, tps-scrub init makes one',
  },
  {
    name: 'the campaign of a list',
    text: 'campaigns = ["Spring", "Autumn"]\n[list.own]\ncampaign = "Sping"\n',
    line: 3,
    summary: "there is no campaign 'Sping'",
    fix: "did you mean 'Spring'?",
  },
  {
    name: 'the campaign of a source in an inline table',
    text: 'campaigns = ["Spring"]\nsource = { a = {\n  campaign = "Boilers" } }\n',
    line: 3,
    summary: "there is no campaign 'Boilers'",
    fix: 'campaigns: Spring',
  },
];

/** Names with two meanings. */
export const MEANINGS: readonly Mistake[] = [
  {
    name: 'a caller that is another caller’s brand',
    text: '[caller.Acme]\nbrands = [\n  "Gas",\n  "bolt",\n]\n[caller.Bolt]\n',
    line: 4,
    summary: "'bolt' is a caller and a brand of 'Acme'",
    why: WHOM,
    fix: `leave it out of the brands: it has a section of its own; ${ONE_ENTITY}`,
  },
  {
    name: 'a brand of two legal entities',
    text: '[caller.Acme]\nbrands = ["Gas"]\n[caller."B & C"]\nbrands = ["Oil",\n  "GAS"]\n',
    line: 5,
    summary: "'GAS' is a brand of 'Acme' and of 'B & C', two legal entities",
    why: WHOM,
    fix: ONE_ENTITY,
  },
  {
    name: 'a legal entity that is a caller of another',
    text: '[caller.Acme]\nlegal_entity = "Bolt"\n[caller.Bolt]\nlegal_entity = "Bolt Group"\n',
    line: 2,
    summary: "'Bolt' is the legal entity of 'Acme' and a caller of another",
    why: WHOM,
    fix: ONE_ENTITY,
  },
  {
    name: 'a legal entity that is the brand of another',
    text: '[caller.Acme]\nbrands = ["Gas"]\n[caller.Bolt]\nlegal_entity = "Gas"\n',
    line: 4,
    summary: "'Gas' is the legal entity of 'Bolt' and a brand of 'Acme'",
    why: WHOM,
    fix: ONE_ENTITY,
  },
  {
    name: 'one caller in two spellings',
    text: '[caller."Acme Ltd"]\n[caller.Bolt]\n[caller."ACME  Ltd"]\n',
    line: 3,
    summary: "'Acme Ltd' and 'ACME  Ltd' are one name",
    why: ONE_NAME,
    fix: 'keep one of them',
  },
  {
    name: 'one source in two spellings',
    text: '[source.Web]\n[source.web]\n',
    line: 2,
    summary: "'Web' and 'web' are one name",
    why: ONE_NAME,
    fix: 'keep one of them',
  },
  {
    name: 'the default list in another spelling',
    text: '[list.Internal]\n',
    line: 1,
    summary: "'internal' and 'Internal' are one name",
    why: ONE_NAME,
    fix: "write 'internal'",
  },
  {
    name: 'one campaign twice',
    text: 'campaigns = [\n  "Spring",\n  "spring",\n]\n',
    line: 3,
    summary: "'Spring' and 'spring' are one name",
    why: ONE_NAME,
    fix: 'keep one of them',
  },
];
