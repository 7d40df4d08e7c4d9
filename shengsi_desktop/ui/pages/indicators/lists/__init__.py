"""What 重大项目, 重点改革 and 争取事项 have alike: a list at the left, the one chosen at the right."""
