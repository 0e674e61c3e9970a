// govuk-frontend ships no types; these are the components we start.
declare module 'govuk-frontend' {
  type Component = new (root: Element) => unknown
  export const CharacterCount: Component
  export const ErrorSummary: Component
  export const SkipLink: Component
  export function createAll(component: Component): unknown[]
}
