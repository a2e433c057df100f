import { makeChartsReadable } from './chart-reader.ts';
import { offerDownloads } from './downloads.ts';

// The page reads without any of this: switches work by style alone, charts and tables stand in the page.
makeChartsReadable(document);
offerDownloads(document);
