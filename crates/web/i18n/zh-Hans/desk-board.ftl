# The head's board.

desk-board-open = 在办
desk-board-open-defined = 有时限在计算或暂停计时的办件
desk-board-yellow-defined = 承诺时限将到
desk-board-red-defined = 最近一个时限已过，或不予办理无人按时确认
desk-board-breach-defined = 法定时限已过
desk-board-still-defined = 特别程序期间不计时
desk-board-noes = 待确认的不予办理
desk-board-escalated = { $no }，无人按时确认
desk-board-late = 已超时限
desk-board-next = 接下来到期
desk-board-by-matter = 按部门和事项
desk-board-none = 没有在办的办件
desk-board-none-said = 您的部门现在没有计时中的办件。
