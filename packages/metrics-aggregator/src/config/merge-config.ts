/** The settings that shape the page, as the merge takes them; used by the daemon's configuration and by `merge`. */
import type { LimitsConfig, MergeConfig } from './config.ts'
import type { Readings } from './read-settings.ts'

export function limitsOf(readings: Readings): LimitsConfig {
  return {
    bodyBytesMax: readings.bodyBytesMax.value,
    ratioMax: readings.ratioMax.value,
    lineBytesMax: readings.lineBytesMax.value,
    // No message is longer than the body that holds it.
    familyBytesMax: readings.bodyBytesMax.value,
    labelsMax: readings.labelsMax.value,
    samplesMax: readings.samplesMax.value,
    // Labels make a body grow by a third or so; what grows beyond twice its cap was made to.
    targetBytesMax: readings.bodyBytesMax.value * 2,
    pageBytesMax: readings.pageBytesMax.value,
  }
}

export function mergeConfigOf(readings: Readings, limits: LimitsConfig): MergeConfig {
  // A target that has an `up` of its own would stand on the page twice.
  const isAuto = readings.duplicates.value === 'auto'
  return {
    labelName: readings.labelName.value,
    onCollision: readings.onCollision.value,
    onTypeConflict: readings.onTypeConflict.value,
    created: readings.created.value,
    targetInfo: readings.targetInfo.value,
    emptyFamilies: readings.emptyFamilies.value,
    duplicates: readings.syntheticUp.value && isAuto ? 'drop' : readings.duplicates.value,
    limits,
  }
}
