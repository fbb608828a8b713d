/**
 * The symbols of the model, and the few numbers that are definitions rather than assumptions. Where
 * an equation divides by something that may be zero it says `max(0.000001 [unit], ...)`.
 */

import { eq } from 'chipcast';

/**
 * unit: one accelerator package as it is sold. H200e: the delivered compute of one H200, by total
 * processing performance. wafer: 300 mm. kwpm: thousand wafers a month.
 */
export const units = {
  kunit: '1000 unit',
  kH200e: '1000 H200e',
  kdie: '1000 die',
  kstack: '1000 stack',
  Mstack: '1000000 stack',
  kwafer: '1000 wafer',
  kwpm: 'kwafer/month',
  USDbn: '1e9 USD',
};

/** How people say them: `#` is the number. */
export const unitNames = {
  kunit: '# thousand units',
  'kunit/quarter': '# thousand units a quarter',
  kH200e: '# thousand H200-equivalents',
  kdie: '# thousand dies',
  kwafer: '# thousand wafers',
  kwpm: '# thousand wafers a month',
  USDbn: 'USD # billion',
  'USDbn/quarter': 'USD # billion a quarter',
  multiple: '# times',
  year: '# years',
};

/** The H200 measures compute, so its own performance is 1. */
export const h200Performance = eq`1 [H200e/unit]`;

/** USDbn / (USD/unit) * usdScale is kunit; so for kH200e. */
export const usdScale = eq`1000000 [kunit*USD/(USDbn*unit)]`;

/** A quota so large that it never binds. */
export const unlimited = eq`1000000 [kunit/quarter]`;
