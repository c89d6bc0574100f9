"""The rule book at work: rules and goals with the parameters of one scenario, compiled and evaluated."""
