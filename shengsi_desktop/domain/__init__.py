"""The words of the trade as frozen types; imports nothing of ours."""
