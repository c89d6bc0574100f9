"""Why a plan is as it is: answers in words for the command, the notebook and the report (§8)."""
