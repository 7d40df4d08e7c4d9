"""设置·会议: the meetings that come again and again, beside the weekly one."""
