import { defineMetric } from 'robust-pipeline/study';

/** Share of the attacked images that are classified wrongly with a probability of more than one half. */
export default defineMetric(({ count, classes, logProbabilities, labels }) => {
  let errors = 0;
  for (let image = 0; image < count; image += 1) {
    const row = logProbabilities.subarray(image * classes, (image + 1) * classes);
    const highest = Math.max(...row);
    if (row.indexOf(highest) !== labels[image] && highest > Math.log(0.5)) errors += 1;
  }
  return errors / count;
});
