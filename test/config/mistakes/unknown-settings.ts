import type { Mistake } from './mistake.js';

/** Settings that there are not. */
export const UNKNOWN_SETTINGS: readonly Mistake[] = [
  {
    name: 'a mistyped section',
    text: 'operator = "Ann"\n\n[callers.Acme]\n',
    line: 3,
    summary: "there is no setting 'callers'",
    fix: "did you mean 'caller'?",
  },
  {
    name: 'a mistyped register',
    text: '[register.tsp]\nminimum_numbers = 1\n',
    line: 1,
    summary: "there is no setting 'register.tsp'",
    fix: "did you mean 'tps'?",
  },
  {
    name: 'a mistyped key under a quoted name',
    text: '[caller.Bolt]\nbrands = []\n[caller."Acme Ltd"]\n# brand\nbrand = ["Gas"]\n',
    line: 5,
    summary: `there is no setting 'caller."Acme Ltd".brand'`,
    fix: "did you mean 'brands'?",
  },
  {
    name: 'a key like nothing in its section',
    text: '[list.own]\nxyzzy = 1\n',
    line: 2,
    summary: "there is no setting 'list.own.xyzzy'",
    fix: 'there may be: title, reason, caller, campaign',
  },
  {
    name: 'a key of the top after a section',
    text: '[caller.Acme]\n\ncampaigns = ["Spring"]\n',
    line: 3,
    summary: "there is no setting 'caller.Acme.campaigns'",
    fix: "'campaigns' stands at the top, before the first section or in [calls.NAME]",
  },
  {
    name: 'a key of another section',
    text: '[source.a.columns]\nnumber = 1\nwhere = "x=y"\n',
    line: 3,
    summary: "there is no setting 'source.a.columns.where'",
    fix: "'where' stands in [source.NAME]",
  },
  {
    name: 'a key of two other sections',
    text: '[caller.Acme]\ncampaign = "Spring"\n',
    line: 2,
    summary: "there is no setting 'caller.Acme.campaign'",
    fix: "'campaign' stands in [list.NAME] or in [source.NAME] or in [source.NAME.columns] or in [calls.NAME] or in [calls.NAME.columns] or in [job.NAME]",
  },
  {
    name: 'a mistyped column in a nested table',
    text: '[source.a]\nlist = "internal"\n\n[source.a.columns]\nnumber = 1\nreferance = "Ref"\n',
    line: 6,
    summary: "there is no setting 'source.a.columns.referance'",
    fix: "did you mean 'reference'?",
  },
  {
    name: 'a mistyped column in an inline table',
    text: '[source.a]\ncolumns = { number = "Tel",\n  untill = "Until" }\n',
    line: 3,
    summary: "there is no setting 'source.a.columns.untill'",
    fix: "did you mean 'until'?",
  },
  {
    name: 'the first of several mistakes, by line',
    text: '[source.a]\nlists = "x"\n[list.b]\ntitel = "x"\n[caller.c]\nbrands = 1\n',
    line: 2,
    summary: "there is no setting 'source.a.lists'",
    fix: "did you mean 'list'?",
  },
];
